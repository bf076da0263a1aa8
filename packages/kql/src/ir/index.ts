export type * from "./ir-types.js";
export type * from "./ir-other.js";
export { isWholeReal } from "./values/whole-reals.js";
export { compileToIr } from "./compile-to-ir.js";
export type { BuildOptions as CompileOptions } from "./build-program.js";
export type { BindingScope, KqlFunction } from "../catalog/schema-globals.js";
