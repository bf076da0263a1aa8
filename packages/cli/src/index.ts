export { main } from "./main.js";
export { runProcess } from "./run-process.js";
export type { CommandSurroundings } from "./command-surroundings.js";
export { exitCodes } from "./exit-codes.js";
