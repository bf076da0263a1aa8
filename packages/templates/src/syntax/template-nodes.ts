import type { QueryTemplate, TemplateNode } from "../model/query-template.js";
import { inTemplate } from "./in-template.js";
import { parseHuntkitTemplate } from "./parse-huntkit-template.js";
import { parsePythonTemplate } from "./parse-python-template.js";
import { type PlacedNode, withoutPlaces } from "./placed-node.js";

const parsedNodes = new WeakMap<QueryTemplate, readonly TemplateNode[]>();

/**
 * The pieces of a template, parsed at first need and kept.
 * @throws {TemplateError} if the text has a mistake; it names the query and its file.
 */
export function templateNodes(template: QueryTemplate): readonly TemplateNode[] {
  const known = template.nodes ?? parsedNodes.get(template);
  if (known) return known;
  const nodes = withoutPlaces(placedNodes(template));
  parsedNodes.set(template, nodes);
  return nodes;
}

/**
 * The pieces of a template with their places in its query text; parsed at each call, also for a template of a compiled index.
 * @throws {TemplateError} if the text has a mistake.
 */
export function placedNodes(template: QueryTemplate): PlacedNode[] {
  return inTemplate(template, () => (template.syntax === "huntkit" ? parseHuntkitTemplate(template.query) : parsePythonTemplate(template.query)));
}

/** The names of all parameters that a template uses, in order of first use. */
export function usedNames(nodes: readonly TemplateNode[], names = new Set<string>()): Set<string> {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    if ("slot" in node) names.add(node.slot);
    else {
      names.add(node.when);
      usedNames(node.then, names);
      usedNames(node.otherwise, names);
    }
  }
  return names;
}
