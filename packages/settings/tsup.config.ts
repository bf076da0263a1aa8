import { defineConfig } from "tsup";

export default defineConfig({
  entry: {"index": "src/index.ts"},
  format: "esm",
  target: "node20",
  platform: "node",
  splitting: true,
  sourcemap: true,
  clean: true,
  external: ["@napi-rs/keyring"],
  // Small, and a file of its own costs more at import than its content.
  noExternal: ["fastest-levenshtein"],
});
