/** Columns of a generated answer, much like DeviceProcessEvents: name and type as the service writes them, and a cell for a row. */
const columns: readonly (readonly [string, string, (row: number) => unknown])[] = [
  ["Timestamp", "DateTime", (row) => time(row)],
  ["DeviceId", "String", (row) => hex(row % 500, 40)],
  ["DeviceName", "String", (row) => `desktop-${(row % 500).toString(36)}.contoso.example`],
  ["ActionType", "String", () => "ProcessCreated"],
  ["FileName", "String", (row) => `${programs[row % programs.length]}.exe`],
  ["FolderPath", "String", (row) => `C:\\Windows\\System32\\${programs[row % programs.length]}.exe`],
  ["SHA1", "String", (row) => hex(row, 40)],
  ["SHA256", "String", (row) => hex(row * 7, 64)],
  ["MD5", "String", (row) => hex(row * 3, 32)],
  ["FileSize", "Int64", (row) => 10_000 + ((row * 7919) % 5_000_000)],
  ["ProcessId", "Int64", (row) => (row * 4) % 65_536],
  ["ProcessCommandLine", "String", (row) => `"C:\\Windows\\System32\\${programs[row % programs.length]}.exe" -NoProfile -ExecutionPolicy Bypass -File "C:\\Temp\\job ${row}.ps1" --target ${hex(row, 24)}`],
  ["ProcessIntegrityLevel", "String", (row) => (row % 3 === 0 ? "System" : "Medium")],
  ["ProcessTokenElevation", "String", () => "TokenElevationTypeDefault"],
  ["ProcessCreationTime", "DateTime", (row) => time(row + 1)],
  ["AccountDomain", "String", () => "contoso"],
  ["AccountName", "String", (row) => `user${row % 900}`],
  ["AccountSid", "String", (row) => `S-1-5-21-1004336348-1177238915-682003330-${1000 + (row % 900)}`],
  ["AccountUpn", "String", (row) => `user${row % 900}@contoso.example`],
  ["LogonId", "Int64", (row) => 100_000 + row],
  ["InitiatingProcessAccountSid", "String", (row) => `S-1-5-21-1004336348-1177238915-682003330-${1000 + (row % 700)}`],
  ["InitiatingProcessFileName", "String", (row) => `${programs[(row * 3) % programs.length]}.exe`],
  ["InitiatingProcessSHA256", "String", (row) => hex(row * 11, 64)],
  ["InitiatingProcessId", "Int64", (row) => (row * 12) % 65_536],
  ["InitiatingProcessCommandLine", "String", (row) => `${programs[row % programs.length]}.exe -k netsvcs -p -s Schedule /session:${hex(row * 5, 32)}`],
  ["InitiatingProcessCreationTime", "DateTime", (row) => (row % 40 === 0 ? {} : time(row - 1000))],
  ["InitiatingProcessParentFileName", "String", () => "services.exe"],
  ["IsInitiatingProcessRemoteSession", "SByte", (row) => (row % 9 === 0 ? 1 : 0)],
  ["ReportId", "Int64", (row) => row],
  ["AdditionalFields", "Object", (row) => (row % 10 === 0 ? { "@odata.type": "#microsoft.graph.security.dynamicColumnValue", Source: "sensor", Count: row } : {})],
];

const programs = ["svchost", "powershell", "cmd", "chrome", "msedge", "taskhostw", "conhost"];
const start = Date.UTC(2026, 6, 1);

function time(row: number): string {
  return `${new Date(start + row * 137).toISOString().slice(0, -1)}${String(Math.abs(row) % 10_000).padStart(4, "0")}Z`;
}

function hex(seed: number, length: number): string {
  let state = (seed + 1) * 2_654_435_761;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += state.toString(16).padStart(8, "0");
  }
  return text.slice(0, length);
}

/** An answer of `runHuntingQuery` in pieces of text: 30 columns, and so many rows. */
export function* defenderAnswer(rows: number): Generator<string> {
  yield `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.security.huntingQueryResults","schema":${JSON.stringify(columns.map(([name, type]) => ({ name, type })))},"results":[`;
  for (let row = 0; row < rows; row++) {
    const cells = columns.flatMap(([name, type, cell]) => (type === "SByte" ? [[`${name}@odata.type`, "#SByte"], [name, cell(row)]] : [[name, cell(row)]]));
    yield `${row === 0 ? "" : ","}${JSON.stringify(Object.fromEntries(cells))}`;
  }
  yield "]}";
}
