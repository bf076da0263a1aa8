import type { HttpClient, HttpStreamResponse } from "@huntkit/auth/http";
import type { AccessToken } from "@huntkit/provider";
import { AnswerDecoder, type DecodedAnswer } from "../decode/answer-decoder.js";
import { type AskedService, refusalOf } from "../errors/refusal-of.js";

/** One call of a hunting service. */
export interface HuntingCall {
  readonly http: HttpClient;
  /** The address of the call. */
  readonly url: string;
  /** The members of the request's body. */
  readonly body: Readonly<Record<string, string>>;
  readonly token: AccessToken;
  /** The most milliseconds from the start to the last byte. */
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal | undefined;
  readonly asked: AskedService;
}

/** The most of an error's body that is read, in bytes. */
const MOST_OF_A_FAILURE = 64 * 1024;

/**
 * Makes one call and reads its answer whole.
 * @throws {HuntError} what the answer means, if it is no rows; what the client throws if none came, or came whole.
 */
export async function askService(call: HuntingCall): Promise<DecodedAnswer> {
  const answer = await call.http.stream(call.url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${call.token.token.reveal()}`,
      "content-type": "application/json; charset=utf-8",
      accept: "application/json",
      "client-request-id": call.asked.clientRequestId,
    },
    body: JSON.stringify(call.body),
    timeoutMilliseconds: call.timeoutMilliseconds,
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
  if (answer.status !== 200) throw refusalOf({ status: answer.status, headers: answer.headers, body: await startOf(answer) }, call.asked);
  const decoded = await decodedRows(answer);
  if (decoded.kind === "rows") return decoded;
  // A failure under the status of success: read as what it would have been with its own.
  throw refusalOf({ status: statusOf(decoded.failureBody), headers: answer.headers, body: decoded.failureBody }, call.asked);
}

async function decodedRows(answer: HttpStreamResponse) {
  const decoder = new AnswerDecoder();
  try {
    for await (const piece of answer.body) decoder.write(piece);
    return decoder.end();
  } catch (error) {
    answer.cancel();
    throw error;
  }
}

async function startOf(answer: HttpStreamResponse): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body) {
    pieces.push(piece);
    length += piece.byteLength;
    if (length >= MOST_OF_A_FAILURE) break;
  }
  answer.cancel();
  return Buffer.concat(pieces).subarray(0, MOST_OF_A_FAILURE).toString("utf8");
}

const statuses: readonly (readonly [RegExp, number])[] = [
  [/"code"\s*:\s*"(?:429|TooManyRequests)"|quota exceeded/i, 429],
  [/"code"\s*:\s*"(?:Forbidden|Authorization_RequestDenied)"/i, 403],
  [/"code"\s*:\s*"(?:Unauthorized|InvalidAuthenticationToken)"/i, 401],
  [/"code"\s*:\s*"(?:InternalServerError|UnknownError|ServiceUnavailable|GatewayTimeout)"/i, 500],
];

function statusOf(failureBody: string): number {
  return statuses.find(([pattern]) => pattern.test(failureBody))?.[1] ?? 400;
}
