import { DataError, HuntError, InternalError, ParameterError, QueryError, ServiceError } from "@huntkit/provider";
import { raisedIn } from "../sql/raise.js";

/** What is known about a statement that failed, for the message. */
export interface EngineErrorContext {
  /** The KQL text that the statement was made of. */
  readonly query?: string;
}

/**
 * Turns a failure of DuckDB into the error class that tells what to do: memory and spill space into how to set them, a broken
 * file into its name and line, a wrong regular expression and a limit of the language into a query error. Anything else is our own fault: the engine was
 * given SQL that it could not run.
 */
export function engineError(error: unknown, context: EngineErrorContext = {}): HuntError {
  if (HuntError.isInstance(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  return raisedError(text, error, context) ?? resourceError(text, error) ?? fileError(text, error) ?? regexError(text, error, context) ?? faultOfOurs(text, error);
}

function raisedError(text: string, cause: unknown, { query }: EngineErrorContext): HuntError | undefined {
  const raised = raisedIn(text);
  if (raised === undefined) return undefined;
  const message = raised.code === "assertion-failed" ? `An assert() of the query does not hold: ${raised.message}` : raised.message;
  return new QueryError({ code: raised.code, cause, message, ...(query === undefined ? {} : { query }) });
}

function resourceError(text: string, cause: unknown): HuntError | undefined {
  if (/max_temp_directory_size|No space left on device/i.test(text))
    return new ServiceError({ code: "spill-space-exhausted", retryable: false, cause, message: "The query needs more disk space for intermediate results than is free. Give a spillFolder on a larger disk, ask for less time or fewer columns, or filter earlier." });
  if (/^Out of Memory Error|Cannot allocate memory/i.test(text))
    return new ParameterError({ code: "memory-exhausted", cause, message: "The query needs more memory than it may use, even with a spill folder. Raise memoryLimit (for example to \"4GB\"), ask for a shorter time range or fewer columns, or filter before join, summarize and sort." });
  return undefined;
}

const csvPlace = /CSV Error on Line: (\d+)/;
const jsonPlace = /(Malformed JSON|JSON transform error|Expected .*?) in file "([^"]+)", (?:at byte \d+ )?in (line|record\/value) (\d+)/;
const anyFile = /(?:[Ff]ile = |[Ff]ile:? |reading |stream: |pattern )["']?([^"'\n=]+?\.(?:parquet|ndjson|jsonl|json|csv)(?:\.gz)?)["']?(?=[\s"',:;.]|$)/;

function fileError(text: string, cause: unknown): HuntError | undefined {
  const json = jsonPlace.exec(text);
  if (json) return brokenJson(json, cause);
  const file = anyFile.exec(text)?.[1];
  if (file === undefined) return undefined;
  const line = csvPlace.exec(text)?.[1];
  if (line !== undefined) return brokenFile(file, `its CSV is broken in line ${line} (${csvReason(text)})`, cause, Number(line));
  if (/^Permission Error/.test(text)) return undefined;
  if (/No files found|No such file|Cannot open file/i.test(text)) return brokenFile(file, "it is gone or cannot be opened", cause);
  return brokenFile(file, "its content cannot be read", cause);
}

function brokenJson([, kind, file = "", unit, counted]: RegExpExecArray, cause: unknown): DataError {
  const count = Number(counted) - (kind === "Malformed JSON" ? 1 : 0); // DuckDB counts malformed lines and records from 2
  const what = kind === "Malformed JSON" ? `its JSON is broken in ${unit === "line" ? "line" : "record"} ${count}` : `${unit === "line" ? "line" : "record"} ${count} is no JSON object`;
  return brokenFile(file, what, cause, unit === "line" ? count : undefined);
}

function csvReason(text: string): string {
  if (/Invalid unicode/i.test(text)) return "it is not UTF-8 text";
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text);
  if (columns) return `${columns[2]} fields where the header has ${columns[1]}`;
  if (/unterminated quote|quote/i.test(/^(?!Original Line|Possible|file|\s).*quote.*$/im.exec(text)?.[0] ?? "")) return "a quote is not closed or stands inside a field";
  if (/Maximum line size/i.test(text)) return "the line is too long; perhaps a quote is not closed";
  return "not as its header says";
}

function brokenFile(file: string, what: string, cause: unknown, line?: number): DataError {
  return new DataError({
    code: "data-file-broken",
    file,
    cause,
    ...(line === undefined ? {} : { place: { line, column: 1, offset: 0, length: 0 } }),
    message: `The file ${file} cannot be read: ${what}. Mend or replace the file, or take it out of the folder.`,
  });
}

function regexError(text: string, cause: unknown, context: EngineErrorContext): HuntError | undefined {
  const reason = /^Invalid Input Error: ((?:missing|unexpected|invalid|bad|no argument|trailing|repetition|unmatched|pattern too large|nested)[^\n]*)/.exec(text)?.[1];
  if (reason === undefined) return undefined;
  return new QueryError({
    code: "regex-invalid",
    cause,
    ...(context.query === undefined ? {} : { query: context.query }),
    message: `A regular expression in the query is not valid: ${reason}. KQL uses the RE2 dialect; write the pattern as a verbatim string, @"…".`,
  });
}

function faultOfOurs(text: string, cause: unknown): HuntError {
  const kind = /^([A-Z][A-Za-z ]{2,30}) Error/.exec(text)?.[1] ?? "unknown";
  return new InternalError({
    code: "engine-failed",
    cause,
    message: `The local engine failed on this query (${kind} error). That is a fault of huntkit: please report it with the query text. \`huntkit kql --explain\` shows what it ran.`,
  });
}
