import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError, type ResultColumn } from "@huntkit/provider";
import { renderQuery, templateConditions, templateSlots, type ParameterValues, type QueryTemplate } from "@huntkit/templates";
import { defenderService, environmentGroups, schemaEnvironments } from "../defender-service.js";
import { emptyValue, exampleValues, filledValue } from "../example-values.js";

/** A column of a query's rows. */
export interface RowColumn extends ResultColumn {
  /** Whether some environments, or some answers to the template's conditions, do not have it. */
  readonly optional: boolean;
}

/** What can be said of a query's rows before it runs. */
export interface QueryRows {
  /** The columns in order; undefined where they are known only when the query has run. */
  readonly columns: readonly RowColumn[] | undefined;
  /** Why they are not known, if that is a fault of the query. */
  readonly problem?: string;
}

/**
 * The columns that a query gives with the defaults of the parameters that can change them: by the binder, over each environment that the
 * query names and each answer to its conditions.
 */
export async function rowColumns(template: QueryTemplate): Promise<QueryRows> {
  const shapes: (readonly ResultColumn[])[] = [];
  const groups = environmentGroups(schemaEnvironments(template.environments, "M365D"));
  for (const text of variantTexts(template))
    for (const [environment] of groups) {
      if (environment === undefined) continue;
      const { resultColumns, hasErrors, diagnostics } = (await defenderService(environment)).analyze(text);
      if (hasErrors) return { columns: undefined, problem: `in ${environment}: ${diagnostics.find(({ severity }) => severity === "error")?.message ?? "it has errors"}` };
      if (resultColumns === undefined) return { columns: undefined };
      shapes.push(resultColumns);
    }
  return shapes.length === 0 ? { columns: undefined } : { columns: mergedColumns(shapes) };
}

/** The columns of all shapes; undefined if two of them give a column different types. */
function mergedColumns(shapes: readonly (readonly ResultColumn[])[]): RowColumn[] | undefined {
  const names = [...new Set(shapes.flatMap((shape) => shape.map(({ name }) => name)))];
  const columns = names.map((name) => {
    const found = shapes.flatMap((shape) => shape.filter((column) => column.name === name));
    const types = new Set(found.map(({ type }) => type));
    const [type] = types;
    return type === undefined || types.size > 1 ? undefined : { name, type, optional: found.length < shapes.length };
  });
  return columns.every((column): column is RowColumn => column !== undefined) ? columns : undefined;
}

/** What the template gives for each set of answers to its conditions. */
function variantTexts(template: QueryTemplate): Set<string> {
  const conditions = new Set(templateConditions(template));
  const asked = template.parameters.filter(({ name }) => conditions.has(name)).slice(0, 6);
  const texts = new Set<string>();
  for (let answers = 0; answers < 2 ** asked.length; answers++) {
    const given = asked.map((parameter, index) => [parameter.name, (answers >> index) & 1 ? filledValue(parameter) : emptyValue(parameter)] as const);
    const text = rendered(template, { ...exampleValues(template), ...Object.fromEntries(given) });
    if (text !== undefined) texts.add(text);
  }
  return texts;
}

function rendered(template: QueryTemplate, values: ParameterValues): string | undefined {
  try {
    return renderQuery(template, values, { dialect: kqlDialect });
  } catch (error) {
    // A set of answers that the parameters do not allow, such as an empty text for one with a pattern.
    if (HuntError.isInstance(error)) return undefined;
    throw error;
  }
}

/**
 * The parameters by which a caller can change the columns: clauses, and names of tables and columns. A value in the query changes no column.
 */
export function shapingParameters(template: QueryTemplate): ReadonlySet<string> {
  const shaping = new Set<string>();
  for (const { parameter, context, takes } of templateSlots(template, kqlDialect)) {
    if (context.kind !== "code") continue;
    if (["kql", "identifier", "expression", "word"].includes(takes) || (takes === "value" && parameter.type === "string")) shaping.add(parameter.name);
  }
  return shaping;
}
