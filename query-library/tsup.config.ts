import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", typed: "src/generated/typed.ts" },
  format: "esm",
  target: "node20",
  platform: "node",
  sourcemap: true,
  clean: true,
});
