/**
 * Which workspace package may import which; nothing else is allowed. Docs: docs/architecture.md.
 * A key is a folder below the root; values are package names without the scope (`kql/dialect` allows that subpath alone).
 */
export const allowedImports = {
  "packages/provider": [],
  "packages/kql": ["provider", "schemas"],
  "packages/templates": ["provider"],
  "packages/settings": ["provider"],
  "packages/auth": ["provider"],
  "packages/core": ["provider", "templates", "settings"],
  "packages/driver-defender": ["provider", "auth", "kql/dialect"],
  "packages/driver-local": ["provider", "kql", "schemas"],
  "packages/emulator": ["provider", "driver-local", "kql"],
  "packages/testkit": ["provider"],
  "packages/cli": [
    "provider", "kql", "templates", "settings", "auth", "core", "driver-defender", "driver-local", "emulator", "query-library", "schemas",
  ],
  schemas: [],
  // Its generated module (src/generated/typed.ts) takes types from provider, and nothing at run time.
  "query-library": [],
  conformance: "all",
  bench: "all",
  // Leaves: nothing may import them.
  examples: "all",
};

/** Tests may, beyond the above, import these. */
export const allowedInTests = {
  "*": ["testkit", "schemas", "query-library"],
  "packages/templates": ["kql"],
  "packages/auth": ["emulator"],
  "packages/settings": ["emulator"],
  "packages/driver-defender": ["emulator", "core", "driver-local"],
  "packages/core": ["kql", "driver-local"],
  "query-library": ["templates", "kql", "provider", "core", "driver-local", "schemas"],
  "packages/testkit": ["kql"],
};
