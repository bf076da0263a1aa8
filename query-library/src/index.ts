import { fileURLToPath } from "node:url";

/** The folder that holds the query files (YAML), in one sub-folder for each group. */
export const queryLibraryFolder: string = fileURLToPath(new URL("../queries", import.meta.url));
