import { createTokenSource } from "../create-token-source.js";
import type { SignInOptions } from "../sign-in-options.js";

// Renews a user's token many times from a cache that other processes use too, and prints what it got.
const { options, scopes, times } = JSON.parse(process.argv[2] ?? "{}") as { options: SignInOptions; scopes: string[]; times: number };
const source = createTokenSource({ ...options, onWarning: () => undefined });
const seen = new Set<string>();
const failures: string[] = [];
for (let count = 0; count < times; count++) {
  try {
    seen.add((await source.getToken(scopes)).token.reveal());
  } catch (error) {
    failures.push((error as Error).message);
  }
}
process.stdout.write(JSON.stringify({ different: seen.size, failures }));
