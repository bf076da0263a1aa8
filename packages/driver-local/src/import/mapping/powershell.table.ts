import { accountValue, fileName, integerValue, processIdValue, programPath, type AccountValue } from "../events/event-values.js";
import { plainText, type RecordedEvent } from "../events/recorded-event.js";
import type { ProcessReference } from "../processes/process-index.js";
import type { EventMapping } from "./event-mapping.js";
import { headerAccount } from "./security.table.js";

const source = "Microsoft Learn: about_Logging_Windows (module and script block logging); Defender portal schema reference, action types; advanced-hunting-deviceevents-table";

/** A line `Name = value` of the context that a 4103 event carries. */
function contextValue(event: RecordedEvent, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\r\\n])\\s*${name} = ([^\\r\\n]*)`).exec(event.raw("ContextInfo") ?? "");
  return plainText(match?.[1]?.trim());
}

/** The process that runs the command: it writes the event itself. */
function hostProcess(event: RecordedEvent): ProcessReference | undefined {
  const id = processIdValue(plainText(event.header.writerProcessId));
  const commandLine = contextValue(event, "Host Application");
  const program = programPath(commandLine);
  return id === undefined ? undefined : { id, commandLine, image: program?.includes("\\") ? program : undefined };
}

function scriptUser(event: RecordedEvent): AccountValue {
  const named = accountValue(contextValue(event, "User"));
  return { ...headerAccount(event), ...named };
}

/** Events of the PowerShell log. */
export const powershellMappings: readonly EventMapping[] = [
  {
    family: "powershell", id: 4103, table: "DeviceEvents", action: "PowerShellCommand", source,
    columns: {
      FileName: (event) => fileName(contextValue(event, "Script Name")),
      FolderPath: (event) => contextValue(event, "Script Name"),
    },
    additional: (event) => ({
      Command: contextValue(event, "Command Name") ?? commandOf(event.raw("Payload")),
      CommandType: contextValue(event, "Command Type"),
      Payload: event.raw("Payload")?.trim(),
    }),
    initiator: hostProcess, initiatorAccount: scriptUser, accounts: (event) => [headerAccount(event)],
  },
  {
    family: "powershell", id: 4104, table: "DeviceEvents", action: "PowerShellCommand", source,
    columns: { FileName: (event) => fileName(event.text("Path")), FolderPath: (event) => event.text("Path") },
    additional: (event) => ({
      Command: event.raw("ScriptBlockText"),
      ScriptBlockId: event.text("ScriptBlockId"),
      MessageNumber: integerValue(event.text("MessageNumber")),
      MessageTotal: integerValue(event.text("MessageTotal")),
    }),
    initiator: hostProcess, initiatorAccount: headerAccount, accounts: (event) => [headerAccount(event)],
  },
];

function commandOf(payload: string | undefined): string | undefined {
  return /CommandInvocation\(([^)]+)\)/.exec(payload ?? "")?.[1];
}
