import { call, caseWhen, cast, columnOf, constant, isNull, nullOf, operator, tryCast } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlSelect } from "../../sql/sql-nodes.js";
import type { OperatorLowering } from "../lower-relation.js";
import { relationOver } from "../lowered-relation.js";
import { physicalTypes } from "../physical-types.js";

/** `range x from a to b step c`: a, a + c, … as long as b is not passed; no rows if a bound is null. Rule R34. */
export const lowerRange: OperatorLowering<"range"> = (relation, needs, context) => {
  const nothing = relationOver(undefined, []);
  const [from, to, step] = [relation.from, relation.to, relation.step].map((bound) => context.expression(bound, nothing)) as
    [SqlExpression, SqlExpression, SqlExpression];
  const type = relation.columns[0]?.type ?? "long";
  if (!stepping.has(type)) return context.refuse("range over values of these types", relation, "Give two numbers or two times.");
  const alias = context.newAlias();
  const inner = context.newAlias();
  const isWhole = type !== "real" && type !== "decimal";
  const query = isWhole ? wholeSteps(from, to, step) : numberedSteps(from, to, step);
  const value = isWhole
    ? cast(columnOf(inner, "step"), physicalTypes[type])
    : cast(operator("+", from, operator("*", columnOf(inner, "step"), step)), physicalTypes[type]);
  const stepped: SqlSelect = { kind: "select", items: [{ value, as: "value" }], from: { kind: "select", query, as: inner } };
  const columns = relation.columns.map((column) => ({ ...column, value: columnOf(alias, "value") }));
  return relationOver({ kind: "select", query: stepped, as: alias }, columns.filter(({ name }) => needs.columns.has(name)));
};

const MOST_STEPS = 9_000_000_000_000_000_000n;
const stepping: ReadonlySet<string> = new Set(["int", "long", "real", "decimal", "datetime", "timespan"]);

function wholeSteps(from: SqlExpression, to: SqlExpression, step: SqlExpression): SqlSelect {
  return series("generate_series", [cast(from, "BIGINT"), cast(to, "BIGINT"), cast(step, "BIGINT")]);
}

/** Numbers of the steps of a real range: `from + n * step` keeps rounding errors from adding up. */
function numberedSteps(from: SqlExpression, to: SqlExpression, step: SqlExpression): SqlSelect {
  const last = cast(call("floor", operator("/", operator("-", to, from), call("nullif", step, constant(0)))), "DOUBLE");
  // of NaN there are no steps, and of what is beyond any number without end
  const count = caseWhen([
    [operator("OR", call("isnan", last), isNull(last)), nullOf("BIGINT")],
    [operator("<", last, constant(MOST_STEPS)), tryCast(operator("+", last, constant(1n)), "BIGINT")],
  ], constant(MOST_STEPS));
  return series("range", [constant(0n), count, constant(1n)]);
}

/** A series as a table function: it gives its rows as they are asked for, where a list would first be made as a whole. A step of 0 gives no rows. */
function series(name: "range" | "generate_series", [from, to, step]: readonly [SqlExpression, SqlExpression, SqlExpression]): SqlSelect {
  const source = { kind: "call" as const, name, arguments: [from, to, call("nullif", step, constant(0n))], as: "steps", columns: ["step"] };
  return { kind: "select", items: [{ value: columnOf("steps", "step"), as: "step" }], from: source };
}
