import { visibleText as visibleLine } from "@huntkit/core";

/** A message with control and bidirectional characters made visible; only its line breaks stay. */
export function visibleText(text: string): string {
  return text.split("\n").map(visibleLine).join("\n");
}
