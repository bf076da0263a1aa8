import type { JsYaml } from "../read/load-yaml.js";
import type { YamlNode } from "../read/yaml-places.js";

/** Finds the node of a JSON Pointer, also through aliases (`*name`) and merges (`<<: *name`). */
export function resolveNode(yaml: JsYaml, nodes: ReadonlyMap<string, YamlNode>, pointer: string, depth = 0): YamlNode | undefined {
  const node = nodes.get(pointer);
  if (node && node.event.type !== yaml.EVENT_ID.ALIAS) return node;
  if (depth > 20) return undefined;
  for (let cut = pointer.length; cut >= 0; cut = pointer.lastIndexOf("/", cut - 1)) {
    const rest = pointer.slice(cut);
    for (const target of aliasTargets(yaml, nodes, pointer.slice(0, cut))) {
      const found = resolveNode(yaml, nodes, target + rest, depth + 1);
      if (found) return found;
    }
    if (cut === 0) return undefined;
  }
  return undefined;
}

/** The pointers of the nodes that an alias at a pointer, or the merges of a mapping there, stand for. */
function aliasTargets(yaml: JsYaml, nodes: ReadonlyMap<string, YamlNode>, pointer: string): string[] {
  const places = [pointer, `${pointer}/<<`, ...Array.from({ length: 20 }, (_, index) => `${pointer}/<</${index}`)];
  return places.flatMap((place) => {
    const alias = nodes.get(place);
    return alias?.event.type === yaml.EVENT_ID.ALIAS ? anchored(yaml, nodes, alias) : [];
  });
}

/** The last node of an alias's name before it. */
function anchored(yaml: JsYaml, nodes: ReadonlyMap<string, YamlNode>, alias: YamlNode): string[] {
  let found: string[] = [];
  for (const [pointer, node] of nodes) if (node.anchor === alias.anchor && node.event.type !== yaml.EVENT_ID.ALIAS && node.start <= alias.start) found = [pointer];
  return found;
}
