import { ServiceError } from "@huntkit/provider";

/** An answer that broke off or is no JSON. Asking again may help. */
export function brokenAnswer(reason: string, cause?: unknown): ServiceError {
  return new ServiceError({
    code: "answer-malformed",
    message: `The service's answer could not be read: ${reason}. Nothing of it was used. Run the query again; if it stays, a proxy on the way may be changing the answer.`,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** An answer that is JSON, but not of the form that the service documents. Asking again will not help. */
export function unexpectedAnswer(reason: string): ServiceError {
  return new ServiceError({
    code: "answer-unexpected",
    retryable: false,
    message: `The service's answer has a form that is not known: ${reason}. Nothing of it was used, because a guess could be wrong. Please report it; leaving the column out of the query (project-away) may help until then.`,
  });
}
