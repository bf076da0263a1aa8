import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { publishedPackages } from "../scripts/published-packages.mjs";
import { root } from "../scripts/workspace.mjs";

/** A code that a message of huntkit carries. */
export interface MessageCode {
  readonly code: string;
  /** The name of the error's class; `warning` for what is told beside a result, and where the class is chosen elsewhere. */
  readonly kinds: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
  /** The words of the message, with `…` for what is filled in; empty where the message is put together elsewhere. */
  readonly message: string;
}

let read: readonly MessageCode[] | undefined;

/** Every code that the sources of the published packages give to a message, in order. */
export function messageCodes(): readonly MessageCode[] {
  return (read ??= readCodes());
}

/** Whether the sources have a text of this name, for codes that are put into messages by a table or a function. */
export function isNamedInSources(code: string): boolean {
  return (publishedPackages() as { folder: string }[]).some(({ folder }) => sourcesOf(folder).some((file) => readFileSync(join(root, file), "utf8").includes(`"${code}"`)));
}

function readCodes(): MessageCode[] {
  const found = new Map<string, { kinds: Set<string>; packages: Set<string>; message: string }>();
  for (const { folder } of publishedPackages() as { folder: string }[])
    for (const file of sourcesOf(folder)) {
      const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.ES2022, true);
      visit(source, (node) => {
        const told = toldBy(node);
        if (!told) return;
        const entry = found.get(told.code) ?? { kinds: new Set<string>(), packages: new Set<string>(), message: "" };
        if (told.kind !== undefined) entry.kinds.add(told.kind);
        entry.packages.add(folder.split("/").at(-1) ?? folder);
        if (told.message.length > entry.message.length) entry.message = told.message;
        found.set(told.code, entry);
      });
    }
  return [...found].map(([code, entry]) => ({ code, ...entry })).sort((one, other) => (one.code < other.code ? -1 : 1));
}

function sourcesOf(folder: string): string[] {
  const files = readdirSync(join(root, folder, "src"), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/src/${file.replaceAll("\\", "/")}`);
  return files.filter((file) => file.endsWith(".ts") && !/\.(test|bench|d)\.ts$|__fixtures__|\/generated\/|\/testing\//.test(file)).sort();
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

interface Told {
  readonly code: string;
  readonly kind: string | undefined;
  readonly message: string;
}

// An object with a code and a message: the options of an error, or a warning.
function toldBy(node: ts.Node): Told | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const member = (name: string): ts.Expression | undefined => {
    const property = node.properties.find((one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === name);
    return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
  };
  const code = member("code");
  const hasMessage = node.properties.some((one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === "message");
  if (!code || !ts.isStringLiteralLike(code) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(code.text) || !hasMessage) return undefined;
  const made = node.parent;
  const kind = ts.isNewExpression(made) && ts.isIdentifier(made.expression) ? made.expression.text : undefined;
  return { code: code.text, kind, message: wordsOf(member("message")) };
}

function wordsOf(expression: ts.Expression | undefined): string {
  if (expression === undefined) return "";
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isTemplateExpression(expression)) return expression.head.text + expression.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
  if (ts.isBinaryExpression(expression)) return wordsOf(expression.left) + wordsOf(expression.right);
  if (ts.isCallExpression(expression)) return wordsOf(expression.arguments[0]);
  return "";
}
