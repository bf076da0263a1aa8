import tseslint from "typescript-eslint";
import huntkit from "./lint/huntkit-plugin.js";

const sizes = {
  "max-lines": ["error", { max: 400, skipBlankLines: false, skipComments: false }],
  "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
};

export default [
  { ignores: ["**/node_modules/**", "**/dist/**", "**/.turbo/**", "**/generated/**", "**/__fixtures__/**", "**/.demo/**", "**/.readme/**", "**/*.d.ts"] },
  {
    files: ["**/*.ts", "**/*.mts"],
    languageOptions: { parser: tseslint.parser, sourceType: "module" },
    plugins: { huntkit, "@typescript-eslint": tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...sizes,
      "huntkit/arrows": "error",
      "huntkit/no-plain-error": "error",
      "huntkit/no-secret-in-messages": "error",
      "huntkit/kebab-file-names": "error",
      "huntkit/no-bare-catch": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "no-constant-condition": "error",
      "no-debugger": "error",
      "no-unreachable": "error",
      "no-control-regex": "off",
      eqeqeq: ["error", "always"],
      "prefer-const": "error",
      "no-var": "error",
    },
  },
  { files: ["**/src/**/*.ts"], ignores: ["**/*.test.ts", "packages/cli/**", "bench/**", "examples/**", "conformance/**"], rules: { "no-console": "error" } },
  { files: ["**/*.test.ts", "**/*.bench.ts"], rules: { "max-lines-per-function": "off" } },
  { files: ["**/*.table.ts"], rules: { "max-lines": "off", "max-lines-per-function": "off" } },
  {
    files: ["**/*.js", "**/*.mjs"],
    plugins: { huntkit },
    rules: { ...sizes, "huntkit/kebab-file-names": "error", eqeqeq: ["error", "always"], "prefer-const": "error", "no-var": "error", "no-unreachable": "error" },
  },
];
