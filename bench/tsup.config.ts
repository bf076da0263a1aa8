import { defineConfig } from "tsup";

export default defineConfig({ entry: { index: "src/index.ts", "decode-once": "src/decode-once.ts", "first-query": "src/first-query.ts", "hunts-once": "src/hunts-once.ts", "import-once": "src/import-once.ts", "load-once": "src/load-once.ts", "read-json-once": "src/read-json-once.ts" }, format: "esm", target: "node20", platform: "node", sourcemap: true, clean: true });
