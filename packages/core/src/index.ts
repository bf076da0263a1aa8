export * from "./outputs/index.js";
