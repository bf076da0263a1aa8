import type { AccountValue } from "../events/event-values.js";

const wellKnown: readonly (readonly [account: string, sid: string])[] = [
  ["nt authority\\system", "S-1-5-18"],
  ["nt authority\\local service", "S-1-5-19"],
  ["nt authority\\network service", "S-1-5-20"],
];

/**
 * The SIDs of accounts, learned from events that tell both name and SID (Sysmon tells only the name). A name that was seen
 * with two SIDs has none. Source of the fixed ones: Microsoft Learn, "Well-known SIDs".
 */
export class AccountDirectory {
  private readonly sids = new Map<string, string | undefined>(wellKnown);

  /** Takes note of an account with all three parts. */
  learn(account: AccountValue): void {
    if (account.domain === undefined || account.name === undefined || account.sid === undefined) return;
    const key = `${account.domain}\\${account.name}`;
    const known = this.sids.get(key);
    if (!this.sids.has(key)) this.sids.set(key, account.sid);
    else if (known !== account.sid && known !== undefined) this.sids.set(key, undefined);
  }

  /** The SID of an account; undefined if no event told it, or events disagree. */
  sidOf(account: AccountValue | undefined): string | undefined {
    return account?.sid ?? (account?.domain !== undefined && account.name !== undefined ? this.sids.get(`${account.domain}\\${account.name}`) : undefined);
  }
}
