import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { publishedPackages } from "../scripts/published-packages.mjs";
import { root } from "../scripts/workspace.mjs";
import { anchorsOf, linksOf, markdownDocuments } from "./documents.js";

const documents = markdownDocuments();
const published = publishedPackages().map(({ folder }) => folder);

describe("documents", () => {
  it("have no link to a file or a heading that is not there", () => {
    const dead = documents.flatMap((document) =>
      linksOf(document).flatMap(({ target, anchor }) => {
        const path = target === "" ? document.path : join(dirname(document.path), decodeURIComponent(target));
        if (!existsSync(join(root, path))) return [`${document.path}: ${target}`];
        if (anchor === "" || statSync(join(root, path)).isDirectory()) return [];
        return anchorsOf(readFileSync(join(root, path), "utf8")).has(anchor) ? [] : [`${document.path}: ${target}#${anchor}`];
      }),
    );
    expect(dead).toEqual([]);
    expect(documents.reduce((sum, document) => sum + linksOf(document).length, 0)).toBeGreaterThan(50);
  });

  it("of a published package lead nowhere out of it: on npm nothing else is there", () => {
    const out = documents.flatMap((document) => {
      const own = published.find((folder) => document.path === `${folder}/README.md`);
      if (own === undefined) return [];
      return linksOf(document).filter(({ target }) => relative(own, join(own, target)).startsWith("..")).map(({ target }) => `${document.path}: ${target}`);
    });
    expect(out).toEqual([]);
  });

  it("are all reached from the README", () => {
    const seen = new Set<string>();
    const waiting = ["README.md"];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const document = documents.find((one) => one.path === path);
      if (!document || seen.has(path)) continue;
      seen.add(path);
      for (const { target } of linksOf(document)) {
        const found = join(dirname(path), target);
        waiting.push(found, join(found, "README.md"));
      }
    }
    const lost = documents.map(({ path }) => path).filter((path) => path.startsWith("docs/") && !seen.has(path));
    expect(lost).toEqual([]);
  });
});

describe("anchorsOf", () => {
  it("makes anchors as GitHub does, and takes no heading from code", () => {
    expect([...anchorsOf("# A `b` (c): d, e\n## Same\n## Same\n```sh\n# no heading\n```\n")]).toEqual(["a-b-c-d-e", "same", "same-1"]);
  });
});
