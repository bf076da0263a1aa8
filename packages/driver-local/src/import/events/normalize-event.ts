import { plainText, RecordedEvent, type EventFamily, type EventHeader, type EventKind, type EventParts } from "./recorded-event.js";
import { eventDataPairs } from "./event-data-pairs.js";

type Json = Readonly<Record<string, unknown>>;

const families = new Map<string, EventFamily>([
  ["microsoft-windows-sysmon", "sysmon"],
  ["microsoft-windows-sysmon/operational", "sysmon"],
  ["microsoft-windows-security-auditing", "security"],
  ["security", "security"],
  ["microsoft windows security auditing.", "security"],
  ["microsoft-windows-powershell", "powershell"],
  ["microsoft-windows-powershell/operational", "powershell"],
  ["powershellcore", "powershell"],
  ["powershellcore/operational", "powershell"],
  ["service control manager", "system"],
]);

/**
 * Reads a JSON object as a Windows event. Known shapes: flat (NXLog, Log Analytics), winlogbeat up to 6 (`event_data`) and
 * from 7 on (`winlog`), the XML shape as JSON (`Event.System`, `System` + `EventData`), and EvtxECmd (`Payload`); each also
 * inside `_source`.
 * @returns undefined if the object is none of these.
 */
export function normalizeEvent(record: Json): RecordedEvent | undefined {
  // By far the most common shape is told by two look-ups; every further one costs time on millions of records.
  if (record["EventID"] !== undefined && typeof record["Channel"] === "string") return fromFlat(record);
  const source = objectAt(record, "_source");
  if (source) return normalizeEvent(source);
  const winlog = objectAt(record, "winlog");
  if (winlog) return fromWinlog(record, winlog);
  const result = objectAt(record, "result"); // an export of Splunk, a row in each line
  if (result) return fromFlat(result);
  if (record["winlog.event_id"] !== undefined || record["winlog.channel"] !== undefined) return normalizeEvent(nested(record));
  const event = objectAt(record, "Event");
  if (event && objectAt(event, "System")) return fromXmlShape(event, record);
  if (objectAt(record, "System")) return fromXmlShape(record, record);
  if (objectAt(record, "event_data") && record["event_id"] !== undefined) return fromOldWinlogbeat(record);
  return fromFlat(record);
}

/** `{ "a.b": 1 }` as `{ a: { b: 1 } }`: exports of a search write fields by their whole names. */
function nested(record: Json): Json {
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const parts = name.split(".").filter((part) => part !== "__proto__");
    let place = whole;
    for (const part of parts.slice(0, -1)) place = (isObject(place[part]) ? place[part] : (place[part] = {})) as Record<string, unknown>;
    place[parts.at(-1) ?? name] = value;
  }
  return whole;
}

function fromFlat(record: Json): RecordedEvent | undefined {
  const id = eventId(record["EventID"] ?? record["EventId"] ?? record["event_id"] ?? record["EventCode"]);
  const channel = record["Channel"] ?? record["channel"] ?? record["log_name"] ?? record["LogName"] ?? record["EventLog"];
  const provider = record["SourceName"] ?? record["source_name"] ?? record["Provider"] ?? record["ProviderName"] ?? record["EventSourceName"];
  if (id === undefined || (channel === undefined && provider === undefined)) return undefined;
  return new RecordedEvent(kindOf(channel, provider, id), () => flatParts(record));
}

function flatParts(record: Json): EventParts {
  const own = eventDataPairs(record["EventData"] ?? record["event_data"]) ?? payloadPairs(record["Payload"], record["EventRecordId"] ?? record["PayloadData1"]);
  const header = {
    host: plainText(record["Hostname"] ?? record["Computer"] ?? record["ComputerName"] ?? record["computer_name"] ?? record["MachineName"] ?? record["hostname"] ?? objectAt(record, "host")?.["name"] ?? record["host"]) ?? "",
    stamp: record["TimeCreated"] ?? record["@timestamp"] ?? record["TimeGenerated"] ?? record["timestamp"] ?? record["_time"],
    localTime: record["EventTime"],
    recordId: record["RecordNumber"] ?? record["EventRecordID"] ?? record["EventRecordId"] ?? record["record_number"] ?? record["RecordId"],
    writerProcessId: record["ExecutionProcessID"] ?? (own ? undefined : record["ProcessID"]) ?? record["process_id"],
    userSid: record["UserID"] ?? record["UserId"],
    userName: record["AccountName"],
    userDomain: record["Domain"],
  };
  return { header, data: own ?? record, message: record["Message"] ?? record["message"], flat: own === undefined };
}

function fromWinlog(record: Json, winlog: Json): RecordedEvent | undefined {
  const about = objectAt(record, "event");
  const id = eventId(winlog["event_id"] ?? about?.["code"] ?? record["event.code"]);
  if (id === undefined) return undefined;
  return new RecordedEvent(kindOf(winlog["channel"], winlog["provider_name"] ?? about?.["provider"], id), () => ({
    header: {
      host: plainText(winlog["computer_name"] ?? objectAt(record, "host")?.["name"] ?? objectAt(record, "host")?.["hostname"]) ?? "",
      stamp: record["@timestamp"] ?? about?.["created"],
      localTime: undefined,
      recordId: winlog["record_id"],
      writerProcessId: objectAt(winlog, "process")?.["pid"],
      ...userOf(winlog),
    },
    data: objectAt(winlog, "event_data") ?? objectAt(winlog, "user_data") ?? {},
    message: record["message"] ?? winlog["message"],
    flat: false,
  }));
}

function fromOldWinlogbeat(record: Json): RecordedEvent | undefined {
  const id = eventId(record["event_id"]);
  if (id === undefined) return undefined;
  return new RecordedEvent(kindOf(record["log_name"], record["source_name"], id), () => ({
    header: {
      host: plainText(record["computer_name"] ?? objectAt(record, "beat")?.["hostname"]) ?? "",
      stamp: record["@timestamp"],
      localTime: undefined,
      recordId: record["record_number"],
      writerProcessId: record["process_id"],
      ...userOf(record),
    },
    data: objectAt(record, "event_data") ?? {},
    message: record["message"],
    flat: false,
  }));
}

function userOf(record: Json): Pick<EventHeader, "userSid" | "userName" | "userDomain"> {
  const user = objectAt(record, "user");
  return { userSid: user?.["identifier"], userName: user?.["name"], userDomain: user?.["domain"] };
}

function fromXmlShape(event: Json, outer: Json): RecordedEvent | undefined {
  const system = objectAt(event, "System") ?? {};
  const id = eventId(system["EventID"]);
  if (id === undefined) return undefined;
  return new RecordedEvent(kindOf(textOf(system["Channel"]), attribute(system["Provider"], "Name"), id), () => ({
    header: {
      host: plainText(textOf(system["Computer"])) ?? "",
      stamp: attribute(system["TimeCreated"], "SystemTime") ?? outer["@timestamp"],
      localTime: undefined,
      recordId: textOf(system["EventRecordID"]),
      writerProcessId: attribute(system["Execution"], "ProcessID"),
      userSid: attribute(system["Security"], "UserID"),
      userName: undefined,
      userDomain: undefined,
    },
    data: eventDataPairs(event["EventData"]) ?? firstObject(event["UserData"]) ?? {},
    message: outer["Message"] ?? outer["message"],
    flat: false,
  }));
}

function payloadPairs(payload: unknown, marker: unknown): Json | undefined {
  if (typeof payload !== "string" || marker === undefined || !payload.startsWith("{")) return undefined;
  try {
    const parsed: unknown = JSON.parse(payload);
    return isObject(parsed) ? eventDataPairs(parsed["EventData"]) : undefined;
  } catch (error) {
    // A payload that is no JSON is the text of a PowerShell event, not a container.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const kinds = new Map<string, EventFamily>();

function kindOf(channel: unknown, provider: unknown, id: number): EventKind {
  const log = plainText(channel);
  const key = `${String(channel)}\n${String(provider)}`;
  let family = kinds.get(key);
  if (family === undefined) {
    family = families.get(plainText(provider)?.toLowerCase() ?? "") ?? families.get(log?.toLowerCase() ?? "") ?? "other";
    if (kinds.size > 1000) kinds.clear();
    kinds.set(key, family);
  }
  return { family, channel: log ?? plainText(provider) ?? "", id };
}

function eventId(value: unknown): number | undefined {
  const text = plainText(textOf(value));
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** The text of an XML element in JSON: the value itself, or `#text` / `Value` / `_` beside its attributes. */
function textOf(value: unknown): unknown {
  return isObject(value) ? (value["#text"] ?? value["Value"] ?? value["_"]) : value;
}

function attribute(element: unknown, name: string): unknown {
  if (!isObject(element)) return element;
  return objectAt(element, "#attributes")?.[name] ?? objectAt(element, "$")?.[name] ?? element[`@${name}`] ?? element[name];
}

function firstObject(value: unknown): Json | undefined {
  return isObject(value) ? Object.values(value).find(isObject) : undefined;
}

function objectAt(record: Json, name: string): Json | undefined {
  const value = record[name];
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
