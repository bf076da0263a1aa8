import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/workspace.mjs";

const passedOver = new Set(["node_modules", "dist", ".git", ".turbo", ".demo", ".emulator"]);

/** A document of the repository. */
export interface MarkdownDocument {
  /** The path from the root. */
  readonly path: string;
  readonly text: string;
}

/** A link of a document. */
export interface DocumentLink {
  /** The path, relative to the document; empty for a place in the document itself. */
  readonly target: string;
  /** What stands after the `#`; empty if nothing does. */
  readonly anchor: string;
}

/** All documents of the repository. */
export function markdownDocuments(folder = ""): MarkdownDocument[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : markdownDocuments(path);
    return entry.name.endsWith(".md") ? [{ path, text: readFileSync(join(root, path), "utf8") }] : [];
  });
}

/** The links of a document that lead into the repository; those in code are none. */
export function linksOf({ text }: MarkdownDocument): DocumentLink[] {
  const prose = withoutCode(text).replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?\)/g)].map(([, link = ""]) => link).filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link)).map((link) => {
    const [target = "", anchor = ""] = link.split("#");
    return { target, anchor };
  });
}

/** The anchors that the headings of a document give, as GitHub makes them. */
export function anchorsOf(text: string): Set<string> {
  const [anchors, counts] = [new Set<string>(), new Map<string, number>()];
  for (const [, heading = ""] of withoutCode(text).matchAll(/^#{1,6} +(.*)$/gm)) {
    const plain = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, "").replaceAll(" ", "-");
    const count = counts.get(plain) ?? 0;
    counts.set(plain, count + 1);
    anchors.add(count === 0 ? plain : `${plain}-${count}`);
  }
  for (const [, id = ""] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

function withoutCode(text: string): string {
  return text.replace(/^( *)(`{3,}|~{3,})[^\n]*\n[^]*?^\1\2`*~* *$/gm, "");
}
