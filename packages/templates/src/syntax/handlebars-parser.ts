import { createRequire } from "node:module";

/** The part of Handlebars' syntax tree that templates may use. */
export interface HandlebarsNode {
  readonly type: string;
  readonly value?: string;
  readonly escaped?: boolean;
  readonly path?: HandlebarsNode;
  readonly parts?: readonly string[];
  readonly depth?: number;
  readonly data?: boolean;
  readonly original?: string | number;
  readonly params?: readonly HandlebarsNode[];
  readonly hash?: unknown;
  readonly program?: HandlebarsProgram;
  readonly inverse?: HandlebarsProgram;
  readonly loc: { readonly start: HandlebarsPosition; readonly end: HandlebarsPosition };
}

/** Lines count from 1, columns from 0. */
export interface HandlebarsPosition {
  readonly line: number;
  readonly column: number;
}

/** A list of pieces. */
export interface HandlebarsProgram {
  readonly body: readonly HandlebarsNode[];
  readonly blockParams?: readonly string[];
}

interface HandlebarsParser {
  parse(text: string): HandlebarsProgram;
}

let loaded: HandlebarsParser | undefined;

/** Handlebars' own parser, loaded at the first template that needs it; its runtime and helpers are never loaded. */
export function handlebarsParser(): HandlebarsParser {
  loaded ??= createRequire(import.meta.url)("handlebars/dist/cjs/handlebars/compiler/base.js") as HandlebarsParser;
  return loaded;
}
