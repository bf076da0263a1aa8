import { type HuntError, QueryError, QuotaError, ServiceError, SignInError, UnsupportedError } from "@huntkit/provider";

/** The error that tells the caller what to do, from the status and the body of a refusal. */
export function failureOf(status: number, body: string, query: string): HuntError {
  const { type, message } = detailsOf(body);
  const said = `The cluster says: ${message}`;
  if (/Syntax|Semantic|EntityNotFound/.test(type)) return new QueryError({ code: "query-refused", message: `${said} Mend the query.`, query });
  if (/LimitsExceeded/.test(type) || /E_QUERY_RESULT_SET_TOO_LARGE/.test(message)) return new UnsupportedError({ code: "result-too-large", construct: "result", message: `${said} Filter earlier, or ask for a shorter time.` });
  if (status === 401 || status === 403) return new SignInError({ code: "kusto-access", message: `${said} Sign in again, or ask for a viewer's role in the database.` });
  if (status === 429) return new QuotaError({ code: "kusto-throttled", quota: "calls", message: `${said} Wait, or ask less at once.` });
  return new ServiceError({ code: "kusto-failed", message: `${said} (status ${status}) Try again later.` });
}

function detailsOf(body: string): { readonly type: string; readonly message: string } {
  try {
    const { error } = JSON.parse(body) as { error?: { readonly "@type"?: string; readonly "@message"?: string; readonly message?: string } };
    return { type: error?.["@type"] ?? "", message: error?.["@message"] ?? error?.message ?? "nothing" };
  } catch (error) {
    if (error instanceof SyntaxError) return { type: "", message: "something that is no JSON" };
    throw error;
  }
}
