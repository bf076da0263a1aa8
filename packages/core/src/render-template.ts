import { type DataSchema, KqlDateTime, ParameterError, type QueryDialect, type TimeRange } from "@huntkit/provider";
import { type ParameterValues, type QueryTemplate, type RenderedQuery, renderWithPlaces, resolveParameters, type ResolvedParameters } from "@huntkit/templates";
import { readTimeWindow, type TimeWindow } from "./time-window.js";

/** What rendering a template takes. */
export interface RenderTemplateOptions {
  /** The language of the query. */
  readonly dialect: QueryDialect;
  /** Stands in for `start` and `end`. Default: the last day. */
  readonly timeRange?: TimeWindow | undefined;
  /** Objects whose properties stand in for parameters of the same name. */
  readonly entities?: readonly object[] | undefined;
  /** The clock. Default: the system's. */
  readonly now?: () => Date;
  /** The tables: a value of type `identifier` must be the name of one of them or of a column. Default: not checked. */
  readonly schema?: DataSchema | undefined;
}

/**
 * Renders a template, with the time range for `start` and `end` that are not given.
 * @throws {ParameterError} for unknown, missing or wrong parameters, and if `end` comes before `start`: no row could fit.
 */
export function renderTemplate(template: QueryTemplate, parameters: ParameterValues, options: RenderTemplateOptions): string {
  return renderTemplateWithPlaces(template, parameters, options).text;
}

/** Renders a template as {@link renderTemplate} does; the result knows where its characters come from. */
export function renderTemplateWithPlaces(template: QueryTemplate, parameters: ParameterValues, options: RenderTemplateOptions): RenderedQuery {
  const present = (options.now ?? (() => new Date()))();
  const now = (): Date => present;
  const resolving = {
    timeRange: readTimeWindow(options.timeRange, now),
    now,
    ...(options.entities === undefined ? {} : { entities: options.entities }),
  };
  checkTimeOrder(template, resolveParameters(template, parameters, resolving));
  return renderWithPlaces(template, parameters, { ...resolving, dialect: options.dialect, ...(options.schema === undefined ? {} : { schema: options.schema }) });
}

/**
 * The stretch of time that a template asks for by its own parameters `start` and `end`.
 * @returns undefined if it has neither, or the range is empty.
 * @throws as {@link renderTemplate} does.
 */
export function templateTimeRange(template: QueryTemplate, parameters: ParameterValues, options: RenderTemplateOptions): TimeRange | undefined {
  const present = (options.now ?? (() => new Date()))();
  const window = readTimeWindow(options.timeRange, () => present);
  const resolving = { timeRange: window, now: () => present, ...(options.entities === undefined ? {} : { entities: options.entities }) };
  const { values } = resolveParameters(template, parameters, resolving);
  const [start, end] = [instant(values.get("start")), instant(values.get("end"))];
  if (start === undefined && end === undefined) return undefined;
  const range = { start: start ?? window.start, end: end ?? window.end };
  return range.start.ticks < range.end.ticks ? range : undefined;
}

function checkTimeOrder(template: QueryTemplate, { values }: ResolvedParameters): void {
  const start = instant(values.get("start"));
  const end = instant(values.get("end"));
  if (start === undefined || end === undefined || start.ticks <= end.ticks) return;
  throw new ParameterError({
    code: "time-range-empty",
    message: `The time range of ${template.name} ends (${end}) before it starts (${start}), so no row could fit. Give an end after the start; without one, the end is now and the start a day ago.`,
  });
}

function instant(value: ReturnType<ResolvedParameters["values"]["get"]>): KqlDateTime | undefined {
  if (value === undefined || !("type" in value)) return undefined;
  return value.value instanceof KqlDateTime ? value.value : undefined;
}
