import type { IrExpression } from "@huntkit/kql/ir";
import type { KqlType } from "@huntkit/provider";
import type { EngineValue } from "./engine-value.js";
import type { ScanEvaluator, ScanNames } from "./scan-expression.js";
import { wrapped } from "./scan-values.js";

type Call = Extract<IrExpression, { kind: "call" }>;

interface Makers {
  readonly names: ScanNames;
  readonly part: (node: IrExpression) => ScanEvaluator;
  readonly as: (node: IrExpression, type: KqlType) => ScanEvaluator;
}

type Maker = (call: Call, makers: Makers) => ScanEvaluator;

const isEmptyText = (value: EngineValue): boolean => value === null || value === "";

function argumentsOf(call: Call): readonly IrExpression[] {
  return call.arguments.filter((argument): argument is IrExpression => argument.kind !== "star");
}

/** A function of the first argument as it is. */
function ofFirst(test: (value: EngineValue, type: KqlType) => EngineValue): Maker {
  return (call, { part, names }) => {
    const [first] = argumentsOf(call);
    if (!first) return names.refuse(`${call.name}()`, call);
    const value = part(first);
    return (scope) => test(value(scope), first.type);
  };
}

function conversion(type: KqlType): Maker {
  return (call, { as, names }) => {
    const [first] = argumentsOf(call);
    return first ? as(first, type) : names.refuse(`${call.name}()`, call);
  };
}

const firstMet: Maker = (call, { part, as }) => {
  const args = argumentsOf(call);
  const otherwise = args.at(-1) as IrExpression;
  const branches: { readonly condition: ScanEvaluator; readonly value: ScanEvaluator }[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) branches.push({ condition: part(args[index] as IrExpression), value: as(args[index + 1] as IrExpression, call.type) });
  const last = as(otherwise, call.type);
  return (scope) => (branches.find(({ condition }) => condition(scope) === true)?.value ?? last)(scope);
};

const coalesced: Maker = (call, { as }) => {
  const values = argumentsOf(call).map((argument) => as(argument, call.type));
  return (scope) => {
    for (const value of values) {
      const found = value(scope);
      if (!(call.type === "string" ? isEmptyText(found) : found === null)) return found;
    }
    return call.type === "string" ? "" : null;
  };
};

function extreme(isBetter: (candidate: EngineValue, best: EngineValue) => boolean): Maker {
  return (call, { as }) => {
    const values = argumentsOf(call).map((argument) => as(argument, call.type));
    return (scope) => {
      let best: EngineValue = null;
      for (const value of values) {
        const found = value(scope);
        if (found !== null && (best === null || isBetter(found, best))) best = found;
      }
      return best;
    };
  };
}

const joined: Maker = (call, { as }) => {
  const values = argumentsOf(call).map((argument) => as(argument, "string"));
  return (scope) => values.map((value) => String(value(scope))).join("");
};

const absolute: Maker = (call, { as, names }) => {
  const [first] = argumentsOf(call);
  const value = first ? as(first, call.type) : names.refuse("abs()", call);
  return (scope) => {
    const found = value(scope);
    if (typeof found === "bigint") return wrapped(found < 0n ? -found : found, call.type);
    return typeof found === "number" ? Math.abs(found) : null;
  };
};

/** `bin()` of whole numbers and times. */
const binned: Maker = (call, { part, names }) => {
  const [first, second] = argumentsOf(call);
  if (!first || !second || first.type === "real" || second.type === "real") return names.refuse("bin() of reals", call);
  const [value, size] = [part(first), part(second)];
  return (scope) => {
    const [found, step] = [value(scope), size(scope)];
    if (found === null || step === null) return null;
    const [whole, unit] = [BigInt(found as bigint), BigInt(step as bigint)];
    if (unit <= 0n) return null;
    const rest = ((whole % unit) + unit) % unit;
    return wrapped(whole - rest, call.type);
  };
};

const items = (value: EngineValue): unknown[] | undefined => {
  const held: unknown = typeof value === "string" && value !== "" ? JSON.parse(value) : undefined;
  return Array.isArray(held) ? held : undefined;
};

const concatenated: Maker = (call, { as }) => {
  const values = argumentsOf(call).map((argument) => as(argument, "dynamic"));
  return (scope) => {
    const arrays = values.map((value) => items(value(scope)));
    return arrays.includes(undefined) ? null : JSON.stringify(arrays.flat());
  };
};

const packed: Maker = (call, { part, names }) => {
  const values = argumentsOf(call).map((argument) => ({ type: argument.type, value: jsonOf(argument, part(argument), names) }));
  return (scope) => `[${values.map(({ value }) => value(scope)).join(",")}]`;
};

/** The JSON text of a value. */
function jsonOf(node: IrExpression, value: ScanEvaluator, names: ScanNames): (scope: Parameters<ScanEvaluator>[0]) => string {
  if (node.type === "string" || node.type === "guid") return (scope) => JSON.stringify(value(scope));
  if (node.type === "int" || node.type === "long" || node.type === "bool" || node.type === "dynamic") return (scope) => String(value(scope) ?? "null");
  return names.refuse(`a ${node.type} in an array`, node);
}

const text = (change: (value: string) => string): Maker => ofFirst((value) => change(String(value ?? "")));

/** The functions that expressions over the state of `scan` may call. */
export const scanFunctions: Readonly<Record<string, Maker>> = {
  iff: firstMet,
  iif: firstMet,
  case: firstMet,
  coalesce: coalesced,
  not: ofFirst((value) => (value === null ? null : value !== true)),
  isnull: ofFirst((value, type) => (type === "string" ? false : value === null)),
  isnotnull: ofFirst((value, type) => (type === "string" ? true : value !== null)),
  notnull: ofFirst((value, type) => (type === "string" ? true : value !== null)),
  isempty: ofFirst(isEmptyText),
  isnotempty: ofFirst((value) => !isEmptyText(value)),
  notempty: ofFirst((value) => !isEmptyText(value)),
  max_of: extreme((candidate, best) => candidate! > best!),
  min_of: extreme((candidate, best) => candidate! < best!),
  abs: absolute,
  bin: binned,
  floor: binned,
  strcat: joined,
  tolower: text((value) => value.toLowerCase()),
  toupper: text((value) => value.toUpperCase()),
  strlen: ofFirst((value) => BigInt([...String(value ?? "")].length)),
  tostring: conversion("string"),
  tolong: conversion("long"),
  toint: conversion("int"),
  todouble: conversion("real"),
  toreal: conversion("real"),
  tobool: conversion("bool"),
  array_length: ofFirst((value) => {
    const found = items(value);
    return found ? BigInt(found.length) : null;
  }),
  array_concat: concatenated,
  pack_array: packed,
};
