import { allowedImports, allowedInTests } from "./allowed-imports.js";

const testFile = /\.(test|bench)\.ts$/;

function areaOf(filename) {
  const path = filename.replaceAll("\\", "/");
  return Object.keys(allowedImports).find((area) => path.includes(`/${area}/`) && !path.includes("/node_modules/"));
}

function reach(allowed, target, subpath) {
  return allowed.includes(target) || (subpath !== "" && allowed.includes(`${target}/${subpath}`));
}

function isExample(source) {
  return source.startsWith("@huntkit-examples/") || /^\.\.?\/(.*\/)?examples\//.test(source);
}

/** Arrows between packages: see allowed-imports.js. */
const arrows = {
  meta: { type: "problem", schema: [], messages: {
    arrow: "{{area}} must not import @huntkit/{{target}}. Allowed: {{allowed}}. A new arrow needs a decision in docs/architecture.md.",
    leaf: "Nothing imports an example. Move what is shared into a package.",
  } },
  create(context) {
    const area = areaOf(context.filename);
    if (!area) return {};
    const isTest = testFile.test(context.filename) || /\/(test|__fixtures__)\//.test(context.filename);
    const check = (node, source) => {
      if (area !== "examples" && isExample(source)) return context.report({ node, messageId: "leaf" });
      if (allowedImports[area] === "all") return;
      const match = /^@huntkit\/([^/]+)(?:\/(.+))?$/.exec(source);
      const own = area.split("/").at(-1);
      if (!match || match[1] === own) return;
      const allowed = isTest ? [...allowedImports[area], ...allowedInTests["*"], ...(allowedInTests[area] ?? [])] : allowedImports[area];
      if (!reach(allowed, match[1], match[2] ?? ""))
        context.report({ node, messageId: "arrow", data: { area, target: match[1], allowed: allowed.join(", ") || "nothing" } });
    };
    const visit = (node) => node.source && typeof node.source.value === "string" && check(node, node.source.value);
    return { ImportDeclaration: visit, ExportNamedDeclaration: visit, ExportAllDeclaration: visit, ImportExpression: visit };
  },
};

/** Errors are those of `provider`: with a code, and a message that names the fix. */
const noPlainError = {
  meta: { type: "problem", schema: [], messages: { plain: "Throw an error class of @huntkit/provider (with code, message that names the fix, and cause), not {{name}}." } },
  create(context) {
    if (testFile.test(context.filename)) return {};
    const plain = new Set(["Error", "TypeError", "RangeError", "SyntaxError", "AggregateError"]);
    return {
      ThrowStatement(node) {
        const thrown = node.argument;
        if ((thrown?.type === "NewExpression" || thrown?.type === "CallExpression") && thrown.callee.type === "Identifier" && plain.has(thrown.callee.name))
          context.report({ node, messageId: "plain", data: { name: thrown.callee.name } });
      },
    };
  },
};

const secretName = /secret|password|passphrase|token$|accessToken|privateKey|assertion|authorization/i;
const harmless = /name|path|file|kind|type|count|length|place|parameter|source|ref|uri|id$/i;

/** Values whose names say that they are secret must not be built into messages. */
const noSecretInMessages = {
  meta: { type: "problem", schema: [], messages: { secret: "`{{name}}` looks like a secret and must not go into a message, a log or an error. Name the setting instead." } },
  create(context) {
    if (testFile.test(context.filename)) return {};
    const nameOf = (node) => (node.type === "Identifier" ? node.name : node.type === "MemberExpression" && node.property.type === "Identifier" ? node.property.name : node.type === "CallExpression" ? nameOf(node.callee) : "");
    const isMessage = (node) => {
      for (let up = node.parent; up; up = up.parent) {
        if (up.type === "Property" && up.key.type === "Identifier") return up.key.name === "message";
        if (up.type === "ThrowStatement") return true;
        if (up.type === "CallExpression" && up.callee.type === "MemberExpression") return up.callee.object.type === "Identifier" && up.callee.object.name === "console";
        if (/Function|Program|BlockStatement/.test(up.type)) return false;
      }
      return false;
    };
    return {
      TemplateLiteral(node) {
        if (!isMessage(node)) return;
        for (const part of node.expressions) {
          const name = nameOf(part);
          if (name === "reveal" || (secretName.test(name) && !harmless.test(name))) context.report({ node: part, messageId: "secret", data: { name } });
        }
      },
    };
  },
};

/** File names are kebab-case. */
const kebabFileNames = {
  meta: { type: "problem", schema: [], messages: { kebab: "Name the file in kebab-case after its one export: {{name}}." } },
  create(context) {
    const name = context.filename.replaceAll("\\", "/").split("/").at(-1);
    return {
      Program(node) {
        if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.[cm]?[jt]s$/.test(name)) context.report({ node, messageId: "kebab", data: { name } });
      },
    };
  },
};

/** A catch that swallows everything hides outages. */
const noBareCatch = {
  meta: { type: "problem", schema: [], messages: { bare: "This catch ignores what was caught. Look at the error: only a true \"not there\" may become absence; else wrap and throw. If ignoring is right, say why in a comment inside." } },
  create(context) {
    if (testFile.test(context.filename)) return {};
    return {
      CatchClause(node) {
        const source = context.sourceCode;
        const commented = source.getCommentsInside(node).length > 0;
        const used = node.param && source.getDeclaredVariables(node).some((variable) => variable.references.length > 0);
        const rethrows = source.getText(node.body).includes("throw ");
        if (!used && !commented && !rethrows) context.report({ node, messageId: "bare" });
      },
    };
  },
};

export default {
  meta: { name: "huntkit" },
  rules: { arrows, "no-plain-error": noPlainError, "no-secret-in-messages": noSecretInMessages, "kebab-file-names": kebabFileNames, "no-bare-catch": noBareCatch },
};
