import { signInExplanations, type SignInExplanation } from "./aadsts.table.js";

/** A failure of sign-in, explained. */
export interface SignInFailureExplanation extends SignInExplanation {
  /** The code as people search for it, for example `AADSTS7000215`. */
  readonly aadsts: string;
}

/**
 * Finds the code of Microsoft Entra in an error (ours, or one of MSAL or @azure/identity, or a text) or in the errors below
 * it, and tells which settings it concerns, what it means and what to do. `undefined` if there is none, or it is not known.
 */
export function explainSignInFailure(error: unknown): SignInFailureExplanation | undefined {
  for (const code of aadstsCodes(error)) {
    const explanation = signInExplanations[code];
    if (explanation) return { aadsts: `AADSTS${code}`, ...explanation };
  }
  return undefined;
}

/** The numbers of all AADSTS codes in an error and the errors below it, outermost first. */
export function aadstsCodes(error: unknown): number[] {
  const codes: number[] = [];
  let at = error;
  for (let depth = 0; at !== undefined && at !== null && depth < 8; depth++) {
    if (typeof at === "string") return [...codes, ...codesOf(at)];
    if (typeof at !== "object") return codes;
    const { message, errorNo, errorMessage, cause } = at as Record<string, unknown>;
    for (const text of [message, errorMessage]) if (typeof text === "string") codes.push(...codesOf(text));
    if (/^\d{4,8}$/.test(String(errorNo))) codes.push(Number(errorNo));
    at = cause;
  }
  return codes;
}

function codesOf(text: string): number[] {
  return [...text.matchAll(/AADSTS(\d{4,8})/g)].map((match) => Number(match[1]));
}
