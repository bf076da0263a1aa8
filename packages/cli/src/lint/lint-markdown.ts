import type { FileFinding } from "./file-finding.js";
import { lintStretch } from "./lint-kql-text.js";

/** A fenced block of a Markdown text. */
interface Block {
  /** The first word behind the fence, in lower case. */
  readonly language: string;
  /** Where the text between the fences begins. */
  readonly offset: number;
  readonly text: string;
}

/** Lints the KQL blocks of a Markdown text: those fenced as `kql` or `kusto`. */
export async function lintMarkdown(file: string, text: string, environment: string): Promise<FileFinding[]> {
  const findings: FileFinding[] = [];
  for (const block of fencedBlocks(text))
    if (block.language === "kql" || block.language === "kusto") findings.push(...(await lintStretch({ file, fileText: text, offset: block.offset, text: block.text }, environment)));
  return findings;
}

/** The fenced blocks, also those in lists; a block that is not closed ends with the text. Source: CommonMark, "Fenced code blocks". */
function fencedBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { readonly fence: string; readonly language: string; readonly offset: number } | undefined;
  let offset = 0;
  for (const line of text.split("\n")) {
    const [, fence = "", info = ""] = /^[ \t]*(`{3,}|~{3,})[ \t]*([^\r]*)/.exec(line) ?? [];
    if (open === undefined && fence !== "" && !(fence.startsWith("`") && info.includes("`")))
      open = { fence, language: /^[^\s{,]*/.exec(info)?.[0].toLowerCase() ?? "", offset: offset + line.length + 1 };
    else if (open !== undefined && fence.startsWith(open.fence) && info.trim() === "") {
      blocks.push({ language: open.language, offset: open.offset, text: text.slice(open.offset, offset) });
      open = undefined;
    }
    offset += line.length + 1;
  }
  if (open !== undefined && open.offset <= text.length) blocks.push({ language: open.language, offset: open.offset, text: text.slice(open.offset) });
  return blocks;
}
