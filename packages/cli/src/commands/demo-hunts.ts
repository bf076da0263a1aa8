import type { KqlValue } from "@huntkit/provider";

/** A row that a hunt found, by column name. */
export type HuntRow = Readonly<Record<string, KqlValue>>;

const BEACON_CALLS = 20;

/** One hunt of the demo. What it says is made from the rows that it found. */
export interface DemoHunt {
  /** What the hunter wants to know. */
  readonly question: string;
  /** The query of the library. */
  readonly query: string;
  /** Its parameters, from the clues of the hunts before; undefined if they left none. */
  readonly parameters: (clues: ReadonlyMap<string, string>) => Readonly<Record<string, string>> | undefined;
  /** What the rows mean, in plain words; puts clues for the next hunts aside. Called with at least one row. */
  readonly finding: (rows: readonly HuntRow[], clues: Map<string, string>) => string;
}

/** The hunts of the demo, in order. */
export const demoHunts: readonly DemoHunt[] = [
  {
    question: "Did PowerShell fetch something from the network?",
    query: "M365DHunting.powershell_downloads",
    parameters: () => ({}),
    finding: downloadFinding,
  },
  {
    question: "Which devices and programs talk to the host that it was fetched from?",
    query: "M365D.url_connections",
    parameters: (clues) => {
      const url = clues.get("host");
      return url === undefined ? undefined : { url, add_query_items: "| summarize Connections = count(), First = min(Timestamp), Last = max(Timestamp) by DeviceName, InitiatingProcessFileName | sort by Connections desc, First asc" };
    },
    finding: beaconFinding,
  },
  {
    question: "Where else does that program occur in command lines?",
    query: "M365D.process_cmd_line",
    parameters: (clues) => {
      const program = clues.get("program");
      return program === undefined ? undefined : { cmd_line: program, add_query_items: "| project Timestamp, DeviceName, AccountName, ProcessCommandLine | sort by Timestamp asc" };
    },
    finding: spreadFinding,
  },
];

function downloadFinding(rows: readonly HuntRow[], clues: Map<string, string>): string {
  const [first = {}] = rows;
  const address = text(first["Address"]);
  const host = /^https?:\/\/([^/:?#]+)/i.exec(address)?.[1];
  if (host !== undefined) clues.set("host", host);
  const atOnce = first["RunsAtOnce"] === true ? " and ran it at once" : "";
  const parent = text(first["InitiatingProcessFileName"]);
  const encoded = text(first["DecodedCommand"]) === "" ? "" : " with an encoded command";
  const meaning = /^(winword|excel|powerpnt|outlook)/i.test(parent) ? ": a document with a macro, not an administrator" : "";
  return `Yes. On ${short(first["DeviceName"])} the account ${text(first["AccountName"])} had PowerShell fetch ${address}${atOnce}, at ${minute(first["Timestamp"])}. ${parent} had started PowerShell${encoded}${meaning}.`;
}

function beaconFinding(rows: readonly HuntRow[], clues: Map<string, string>): string {
  const [first = {}] = rows;
  const devices = [...new Set(rows.map((row) => short(row["DeviceName"])))];
  const program = text(first["InitiatingProcessFileName"]);
  clues.set("program", program);
  const others = devices.filter((device) => device !== short(first["DeviceName"]));
  const spread = others.length === 0 ? "No other device does." : `${others.join(", ")} does too: it has spread.`;
  const calls = Number(first["Connections"]);
  const meaning = calls >= BEACON_CALLS ? ": a beacon that asks for orders" : "";
  return `${program} on ${short(first["DeviceName"])} called it ${calls} ${calls === 1 ? "time" : "times"} between ${minute(first["First"])} and ${minute(first["Last"])}${meaning}. ${spread}`;
}

function spreadFinding(rows: readonly HuntRow[]): string {
  const devices = [...new Set(rows.map((row) => short(row["DeviceName"])))];
  const task = rows.find((row) => /schtasks/i.test(text(row["ProcessCommandLine"])));
  const stays = task === undefined ? "" : ` On ${short(task["DeviceName"])} a scheduled task starts it at every logon, as ${text(task["AccountName"])}: it is there to stay.`;
  return `In ${rows.length} command ${rows.length === 1 ? "line" : "lines"} on ${devices.join(" and ")}.${stays}`;
}

function text(value: KqlValue | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

function short(value: KqlValue | undefined): string {
  return text(value).split(".")[0] ?? "";
}

function minute(value: KqlValue | undefined): string {
  return text(value).slice(0, 16).replace("T", " ");
}
