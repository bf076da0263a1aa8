// Puts the compiled query library beside the bundle, so that the command starts without looking for the package.
import { copyFile } from "node:fs/promises";
import { libraryIndexFile } from "@huntkit/query-library";

await copyFile(libraryIndexFile, new URL("../dist/query-index.json", import.meta.url));
