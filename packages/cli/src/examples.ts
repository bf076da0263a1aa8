const texts: Readonly<Record<string, readonly string[]>> = {
  program: [
    "huntkit demo",
    "huntkit queries powershell",
    "huntkit show M365D.list_host_processes",
    "huntkit run list_host_processes --path .demo --host_name ws-001 --start 2026-07-05 --end 2026-07-06",
    "huntkit kql 'DeviceProcessEvents | summarize count() by FileName | top 10 by count_' --path .demo",
    "huntkit import logs/*.zip --out tables",
  ],
  queries: ["huntkit queries", "huntkit queries encoded powershell", "huntkit queries --family MDEHunting", "huntkit queries --table '^DeviceNetworkEvents$' --parameter ip", "huntkit queries --technique T1003 --tag credential", "huntkit queries --format json"],
  show: ["huntkit show list_host_processes", "huntkit show M365DHunting.tor", "huntkit show host_connections --json"],
  render: ["huntkit render list_host_processes --host_name ws-001 --start -3d@d --end -2d@d", "huntkit render process_cmd_line --param cmd_line=-enc --param cmd_line=DownloadString"],
  run: [
    "huntkit run list_host_processes --path .demo --host_name ws-001 --start 2026-07-05 --end 2026-07-06",
    "huntkit run process_cmd_line --path .demo --cmd_line=-enc --cmd_line DownloadFile --start 2026-07-01 --end 2026-07-08",
    "huntkit run host_connections --path .demo --host_name ws-001 --start -7d@d --output connections.csv",
    "huntkit run list_file_events_for_path --path tables --param path='C:\\Users\\Public' --format ndjson",
  ],
  kql: [
    "huntkit kql 'DeviceLogonEvents | summarize count() by ActionType' --path .demo",
    "huntkit kql --file hunt.kql --path .demo --format markdown",
    "cat hunt.kql | huntkit kql - --path .demo",
    "huntkit kql 'DeviceFileEvents | where SHA1 == \"\"' --path .demo --explain",
  ],
  import: ["huntkit import recording.zip --out tables", "huntkit import logs/*.json.gz export.csv --out tables --existing append", "huntkit import logs/*.zip --out tables --strict --json"],
  schema: ["huntkit schema", "huntkit schema DeviceProcessEvents", "huntkit schema --env MDE --format csv", "huntkit schema --path .demo"],
  lint: ["huntkit lint queries/", "huntkit lint hunt.kql --env MDE", "huntkit lint queries/ --fix", "huntkit lint queries/ --strict --format sarif > lint.sarif"],
  codegen: ["huntkit codegen my-queries/ --out src/queries.ts", "huntkit codegen my-queries/ --out src/queries.ts --check"],
  convert: ["huntkit convert old.yaml > new.yaml", "huntkit convert old.yaml --write"],
  config: [
    "huntkit config init",
    "huntkit config show",
    "huntkit config set DataProviders.MicrosoftDefender.Args.TenantId contoso.example",
    "huntkit config set DataProviders.MicrosoftDefender.Args.ClientSecret --keyvault hunting/defender-secret --store",
    "huntkit config validate",
  ],
  configInit: [
    "huntkit config init",
    "huntkit config init --tenant contoso.example --client 8d5b1c1a-6d0b-4c2e-9f53-2b1c9e6f1a01 --sign-in device",
    "huntkit config init --tenant contoso.example --client 8d5b1c1a-6d0b-4c2e-9f53-2b1c9e6f1a01 --sign-in secret --secret-in env --secret-variable HUNT_SECRET",
  ],
  connect: ["huntkit connect", "huntkit connect --env MDE --instance Tenant1"],
  emulator: ["huntkit emulator", "huntkit emulator --port 8443 --verbose"],
  demo: ["huntkit demo", "huntkit demo --out sample --date 2026-03-01"],
};

/** The examples at the end of a command's help. */
export function examples(command: string): string {
  return `\nExamples:\n${(texts[command] ?? []).map((line) => `  $ ${line}`).join("\n")}\n`;
}
