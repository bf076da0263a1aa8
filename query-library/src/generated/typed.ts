/* Made by `huntkit codegen` from query files. Do not change it by hand; make it again. */
/* eslint-disable */
import type { CompleteResult, DynamicValue, KqlDateTime, KqlValue, PartialResult, QueryResult, ResultTable } from "@huntkit/provider";

/** What runs queries by name: a query provider of `createQueryProvider`. */
export interface QueryRunner<Options> {
  run(name: string, parameters?: Readonly<Record<string, never>>, options?: Options): Promise<QueryResult>;
}

/** What renders queries by name: a query provider of `createQueryProvider`. */
export interface QueryRenderer<Options> {
  render(name: string, parameters?: Readonly<Record<string, never>>, options?: Options): string;
}

/** A table whose rows have a known form. {@link rowsOf} gives them. */
export interface TypedTable<Row> extends ResultTable {
  /** Never there: ties the form of the rows to the table. */
  readonly "~row"?: Row;
}

/** All rows, or some and an account of what is missing: look at `status`. */
export type TypedResult<Row> =
  | (Omit<CompleteResult, "table"> & { readonly table: TypedTable<Row> })
  | (Omit<PartialResult, "partialTable"> & { readonly partialTable: TypedTable<Row> });

/** A row whose columns are known only when the query has run. */
export type UntypedRow = Readonly<Record<string, KqlValue>>;

/** Parameters, which may be left out if none of them is needed, and the options of the provider. */
export type Given<Parameters, Options> = Record<never, never> extends Parameters ? [parameters?: Parameters, options?: Options] : [parameters: Parameters, options?: Options];

/** Parameters of which at least one of `Names` must be given. */
export type AtLeastOne<Parameters, Names extends keyof Parameters> = { [Name in Names]-?: Parameters & { readonly [Needed in Name]-?: NonNullable<Parameters[Needed]> } }[Names];

/** Each kind of parameters without some of them. */
export type Without<Parameters, Names extends PropertyKey> = Parameters extends unknown ? Omit<Parameters, Names> : never;

/** What each query has beside the call. */
export interface QueryBasics<Parameters> {
  /** The name by which the provider knows it. */
  readonly queryName: string;
  /** Its text with the parameters filled in; nothing is run. */
  render<Options>(provider: QueryRenderer<Options>, ...given: Given<Parameters, Options>): string;
}

/** A query whose rows have one form. */
export interface TypedQuery<Parameters, Row> extends QueryBasics<Parameters> {
  <Options>(provider: QueryRunner<Options>, ...given: Given<Parameters, Options>): Promise<TypedResult<Row>>;
}

/** A query whose columns change with the parameters `Shaping`: with one of them the rows are untyped. */
export interface ShapeableQuery<Parameters, Row, Shaping extends keyof Parameters> extends QueryBasics<Parameters> {
  <Options>(provider: QueryRunner<Options>, ...given: Given<Without<Parameters, Shaping> & { readonly [Name in Shaping]?: undefined }, Options>): Promise<TypedResult<Row>>;
  <Options>(provider: QueryRunner<Options>, ...given: Given<Parameters, Options>): Promise<TypedResult<UntypedRow>>;
}

/** The rows of a table as objects by column. */
export function rowsOf<Row>(table: TypedTable<Row>): Row[] {
  const names = table.columns.map((column) => column.name);
  return Array.from({ length: table.rowCount }, (_, row) => Object.fromEntries(names.map((name, column) => [name, table.cell(row, column)])) as Row);
}

function query<Query extends QueryBasics<never>>(queryName: string): Query {
  type Values = Readonly<Record<string, never>>;
  const run = (provider: QueryRunner<unknown>, parameters?: Values, options?: unknown): Promise<QueryResult> => provider.run(queryName, parameters, options);
  const render = (provider: QueryRenderer<unknown>, parameters?: Values, options?: unknown): string => provider.render(queryName, parameters, options);
  return Object.assign(run, { queryName, render }) as unknown as Query;
}

export interface AccessibilityPersistenceRow {
  readonly Time: KqlDateTime | null;
  readonly Technique: string;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly Account: string;
  readonly Object: string;
  readonly Detail: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
}

export interface AdminShareDropsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly ShareName: string;
  readonly FileName: string;
  readonly FolderPath: string;
  readonly SHA256: string;
  readonly RequestSourceIP: string;
  readonly RequestAccountDomain: string;
  readonly RequestAccountName: string;
  readonly InitiatingProcessFileName: string;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface AlertedAccountsAcrossDevicesRow {
  readonly AccountSid: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly Devices: number | bigint | null;
  readonly DeviceNames: DynamicValue;
  readonly Alerts: number | bigint | null;
  readonly Titles: DynamicValue;
  readonly Categories: DynamicValue;
}

export interface AlertedFilesElsewhereRow {
  readonly SHA256: string;
  readonly Alerts: number | bigint | null;
  readonly Titles: string;
  readonly Devices: number | bigint | null;
  readonly DeviceNames: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly Starts: number | bigint | null;
  readonly FileNames: DynamicValue;
}

export interface AmsiBypassesRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
  readonly DecodedCommand: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly SHA256: string;
  readonly ProcessId: number | bigint | null;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface ApplicationAlertsRow {
  readonly AlertId: string;
  readonly Timestamp: KqlDateTime | null;
  readonly Title: string;
  readonly Category: string;
  readonly Severity: string;
  readonly ServiceSource: string;
  readonly DetectionSource: string;
  readonly AttackTechniques: string;
  readonly SentinelWorkspaceIds: string;
  readonly EvidenceTime: KqlDateTime | null;
  readonly EntityType: string;
  readonly EvidenceRole: string;
  readonly EvidenceDirection: string;
  readonly DeviceName: string;
  readonly FileName: string;
  readonly FolderPath: string;
  readonly SHA1: string;
  readonly SHA256: string;
  readonly ProcessCommandLine: string;
  readonly RegistryKey: string;
  readonly LocalIP: string;
  readonly RemoteIP: string;
  readonly RemoteUrl: string;
  readonly AccountName: string;
  readonly AccountUpn: string;
  readonly NetworkMessageId: string;
  readonly EmailSubject: string;
  readonly Application: string;
  readonly EvidenceDetails: string;
}

export interface ApplicationCredentialsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly ActionType: string;
  readonly AccountDisplayName: string;
  readonly AccountType: string;
  readonly ObjectName: string;
  readonly ObjectId: string;
  readonly IPAddress: string;
  readonly CountryCode: string;
  readonly UserAgent: string;
  readonly RawEventData: DynamicValue;
  readonly AccountObjectId: string;
  readonly ReportId: string;
}

export interface ArchiveThenUploadRow {
  readonly ArchiveTime: KqlDateTime | null;
  readonly UploadTime: KqlDateTime | null;
  readonly DeviceName: string;
  readonly Account: string;
  readonly ArchiveCommand: string;
  readonly Program: string;
  readonly UploadCommand: string;
  readonly RemoteUrl: string;
  readonly RemoteIP: string;
  readonly DeviceId: string;
}

export interface ArchivedScriptsRunRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly FolderPath: string;
  readonly SHA256: string;
  readonly ProcessId: number | bigint | null;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface AsrepRoastingQueriesRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly IPAddress: string;
  readonly AccountUpn: string;
  readonly AccountName: string;
  readonly QueryType: string;
  readonly Query: string;
  readonly QueryTarget: string;
  readonly DestinationDeviceName: string;
  readonly ReportId: string;
}

export interface AuditSwitchedOffRow {
  readonly Timestamp: KqlDateTime | null;
  readonly ActionType: string;
  readonly AccountDisplayName: string;
  readonly Target: string;
  readonly Setting: string;
  readonly Value: string;
  readonly IPAddress: string;
  readonly CountryCode: string;
  readonly AccountObjectId: string;
  readonly ReportId: string;
}

export interface AvSitesRow {
  readonly Site: string;
  readonly SHA1: string;
  readonly DetectedFiles: number | bigint | null;
  readonly Threats: string;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly Devices: number | bigint | null;
  readonly SampleDevices: DynamicValue;
  readonly Names: DynamicValue;
  readonly SampleUrls: DynamicValue;
}

export interface B64PeRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessParentFileName: string;
  readonly SHA256: string;
  readonly ProcessId: number | bigint | null;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface BitsadminTransfersRow {
  readonly Timestamp: KqlDateTime | null;
  readonly Address: string;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly SHA256: string;
  readonly ProcessId: number | bigint | null;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface BrowserCredentialTheftRow {
  readonly Time: KqlDateTime | null;
  readonly Kind: string;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly Account: string;
  readonly Program: string;
  readonly Object: string;
  readonly ReportId: number | bigint | null;
}

export interface BruteForceRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly RemoteIP: string;
  readonly LastSuccess: KqlDateTime | null;
  readonly Successes: number | bigint | null;
  readonly LocalAdminLogons: number | bigint | null;
  readonly SucceededAccounts: string;
  readonly LogonTypes: string;
  readonly FailedLogons: number | bigint | null;
  readonly FailedAccounts: number | bigint | null;
  readonly SampleFailedAccounts: DynamicValue;
  readonly FirstFailure: KqlDateTime | null;
  readonly LastFailure: KqlDateTime | null;
}

export interface ClickedThroughWarningsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly AccountUpn: string;
  readonly Url: string;
  readonly ActionType: string;
  readonly Workload: string;
  readonly ThreatTypes: string;
  readonly IPAddress: string;
  readonly UrlChain: string;
  readonly AppName: string;
  readonly NetworkMessageId: string;
  readonly ReportId: string;
}

export interface ClicksBeforeRemovalRow {
  readonly ClickTime: KqlDateTime | null;
  readonly RemovalTime: KqlDateTime | null;
  readonly RemovalType: string;
  readonly Recipient: string;
  readonly Url: string;
  readonly IPAddress: string;
  readonly Workload: string;
  readonly NetworkMessageId: string;
}

export interface CloudPasswordSprayRow {
  readonly IPAddress: string;
  readonly FailedAccounts: number | bigint | null;
  readonly Failures: number | bigint | null;
  readonly SucceededAccounts: DynamicValue;
  readonly Applications: DynamicValue;
  readonly UserAgents: DynamicValue;
  readonly Countries: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface ConsentGrantsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly ActionType: string;
  readonly AccountDisplayName: string;
  readonly ObjectName: string;
  readonly Permissions: string;
  readonly IsAdminConsent: string;
  readonly IPAddress: string;
  readonly CountryCode: string;
  readonly AccountObjectId: string;
  readonly ReportId: string;
}

export interface Cve20181000006lRow {
  readonly Timestamp: KqlDateTime | null;
  readonly FolderPath: string;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessParentFileName: string;
  readonly SHA256: string;
  readonly ProcessId: number | bigint | null;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface Cve20184878Row {
  readonly LoadTime: KqlDateTime | null;
  readonly ConnectionTime: KqlDateTime | null;
  readonly DeviceName: string;
  readonly Account: string;
  readonly OfficeProgram: string;
  readonly OfficeCommandLine: string;
  readonly FlashLibrary: string;
  readonly Program: string;
  readonly CommandLine: string;
  readonly RemoteIP: string;
  readonly RemotePort: number | null;
  readonly RemoteUrl: string;
  readonly DeviceId: string;
}

export interface DcsyncRow {
  readonly Timestamp: KqlDateTime | null;
  readonly Actor: string;
  readonly AccountUpn: string;
  readonly DeviceName: string;
  readonly IPAddress: string;
  readonly DestinationDeviceName: string;
  readonly AdditionalFields: DynamicValue;
  readonly ReportId: string;
}

export interface DefenderTamperingRow {
  readonly Time: KqlDateTime | null;
  readonly Kind: string;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly Account: string;
  readonly Detail: string;
  readonly InitiatingProcessFileName: string;
  readonly ReportId: number | bigint | null;
}

export interface DeviceAlertEventsRow {
  readonly AlertId: string;
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly Severity: string;
  readonly Category: string;
  readonly Title: string;
  readonly FileName: string;
  readonly SHA1: string;
  readonly RemoteUrl: string;
  readonly RemoteIP: string;
  readonly AttackTechniques: string;
  readonly ReportId: number | bigint | null;
  readonly Table: string;
}

export interface DeviceCodeSignInsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly AccountUpn: string;
  readonly Application: string;
  readonly ResourceDisplayName: string;
  readonly IPAddress: string;
  readonly Country: string;
  readonly City: string;
  readonly UserAgent: string;
  readonly RiskLevelDuringSignIn: number | null;
  readonly SessionId: string;
  readonly CorrelationId: string;
  readonly ReportId: string;
}

export interface DeviceFileEventsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly ActionType: string;
  readonly FileName: string;
  readonly FolderPath: string;
  readonly SHA1: string;
  readonly SHA256: string;
  readonly MD5: string;
  readonly FileOriginUrl: string;
  readonly FileOriginReferrerUrl: string;
  readonly FileOriginIP: string;
  readonly PreviousFolderPath: string;
  readonly PreviousFileName: string;
  readonly FileSize: number | bigint | null;
  readonly InitiatingProcessAccountDomain: string;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessAccountSid: string;
  readonly InitiatingProcessAccountUpn: string;
  readonly InitiatingProcessAccountObjectId: string;
  readonly InitiatingProcessMD5: string;
  readonly InitiatingProcessSHA1: string;
  readonly InitiatingProcessSHA256: string;
  readonly InitiatingProcessFolderPath: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessFileSize: number | bigint | null;
  readonly InitiatingProcessVersionInfoCompanyName: string;
  readonly InitiatingProcessVersionInfoProductName: string;
  readonly InitiatingProcessVersionInfoProductVersion: string;
  readonly InitiatingProcessVersionInfoInternalFileName: string;
  readonly InitiatingProcessVersionInfoOriginalFileName: string;
  readonly InitiatingProcessVersionInfoFileDescription: string;
  readonly InitiatingProcessId: number | bigint | null;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessCreationTime: KqlDateTime | null;
  readonly InitiatingProcessIntegrityLevel: string;
  readonly InitiatingProcessTokenElevation: string;
  readonly InitiatingProcessParentId: number | bigint | null;
  readonly InitiatingProcessParentFileName: string;
  readonly InitiatingProcessParentCreationTime: KqlDateTime | null;
  readonly RequestProtocol: string;
  readonly RequestSourceIP: string;
  readonly RequestSourcePort: number | null;
  readonly RequestAccountName: string;
  readonly RequestAccountDomain: string;
  readonly RequestAccountSid: string;
  readonly ShareName: string;
  readonly SensitivityLabel: string;
  readonly SensitivitySubLabel: string;
  readonly IsAzureInfoProtectionApplied: boolean | null;
  readonly ReportId: number | bigint | null;
  readonly AppGuardContainerId: string;
  readonly AdditionalFields: string;
  readonly InitiatingProcessSessionId: number | bigint | null;
  readonly IsInitiatingProcessRemoteSession: boolean | null;
  readonly InitiatingProcessRemoteSessionDeviceName: string;
  readonly InitiatingProcessRemoteSessionIP: string;
  readonly InitiatingProcessUniqueId: string;
}

export interface DeviceLogonEventsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly ActionType: string;
  readonly LogonType: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly AccountSid: string;
  readonly Protocol: string;
  readonly FailureReason: string;
  readonly IsLocalAdmin: boolean | null;
  readonly LogonId: number | bigint | null;
  readonly RemoteDeviceName: string;
  readonly RemoteIP: string;
  readonly RemoteIPType: string;
  readonly RemotePort: number | null;
  readonly InitiatingProcessAccountDomain: string;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessAccountSid: string;
  readonly InitiatingProcessAccountUpn: string;
  readonly InitiatingProcessAccountObjectId: string;
  readonly InitiatingProcessIntegrityLevel: string;
  readonly InitiatingProcessTokenElevation: string;
  readonly InitiatingProcessSHA1: string;
  readonly InitiatingProcessSHA256: string;
  readonly InitiatingProcessMD5: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessFileSize: number | bigint | null;
  readonly InitiatingProcessVersionInfoCompanyName: string;
  readonly InitiatingProcessVersionInfoProductName: string;
  readonly InitiatingProcessVersionInfoProductVersion: string;
  readonly InitiatingProcessVersionInfoInternalFileName: string;
  readonly InitiatingProcessVersionInfoOriginalFileName: string;
  readonly InitiatingProcessVersionInfoFileDescription: string;
  readonly InitiatingProcessId: number | bigint | null;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessCreationTime: KqlDateTime | null;
  readonly InitiatingProcessFolderPath: string;
  readonly InitiatingProcessParentId: number | bigint | null;
  readonly InitiatingProcessParentFileName: string;
  readonly InitiatingProcessParentCreationTime: KqlDateTime | null;
  readonly ReportId: number | bigint | null;
  readonly AppGuardContainerId: string;
  readonly AdditionalFields: string;
  readonly InitiatingProcessSessionId: number | bigint | null;
  readonly IsInitiatingProcessRemoteSession: boolean | null;
  readonly InitiatingProcessRemoteSessionDeviceName: string;
  readonly InitiatingProcessRemoteSessionIP: string;
  readonly InitiatingProcessUniqueId: string;
}

export interface DeviceNetworkEventsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly ActionType: string;
  readonly RemoteIP: string;
  readonly RemotePort: number | null;
  readonly RemoteUrl: string;
  readonly LocalIP: string;
  readonly LocalPort: number | null;
  readonly Protocol: string;
  readonly LocalIPType: string;
  readonly RemoteIPType: string;
  readonly InitiatingProcessSHA1: string;
  readonly InitiatingProcessSHA256: string;
  readonly InitiatingProcessMD5: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessFileSize: number | bigint | null;
  readonly InitiatingProcessVersionInfoCompanyName: string;
  readonly InitiatingProcessVersionInfoProductName: string;
  readonly InitiatingProcessVersionInfoProductVersion: string;
  readonly InitiatingProcessVersionInfoInternalFileName: string;
  readonly InitiatingProcessVersionInfoOriginalFileName: string;
  readonly InitiatingProcessVersionInfoFileDescription: string;
  readonly InitiatingProcessId: number | bigint | null;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessCreationTime: KqlDateTime | null;
  readonly InitiatingProcessFolderPath: string;
  readonly InitiatingProcessParentFileName: string;
  readonly InitiatingProcessParentId: number | bigint | null;
  readonly InitiatingProcessParentCreationTime: KqlDateTime | null;
  readonly InitiatingProcessAccountDomain: string;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessAccountSid: string;
  readonly InitiatingProcessAccountUpn: string;
  readonly InitiatingProcessAccountObjectId: string;
  readonly InitiatingProcessIntegrityLevel: string;
  readonly InitiatingProcessTokenElevation: string;
  readonly ReportId: number | bigint | null;
  readonly AppGuardContainerId: string;
  readonly AdditionalFields: string;
  readonly InitiatingProcessSessionId: number | bigint | null;
  readonly IsInitiatingProcessRemoteSession: boolean | null;
  readonly InitiatingProcessRemoteSessionDeviceName: string;
  readonly InitiatingProcessRemoteSessionIP: string;
  readonly InitiatingProcessUniqueId: string;
}

export interface DeviceProcessEventsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly ActionType: string;
  readonly FileName: string;
  readonly FolderPath: string;
  readonly SHA1: string;
  readonly SHA256: string;
  readonly MD5: string;
  readonly FileSize: number | bigint | null;
  readonly ProcessVersionInfoCompanyName: string;
  readonly ProcessVersionInfoProductName: string;
  readonly ProcessVersionInfoProductVersion: string;
  readonly ProcessVersionInfoInternalFileName: string;
  readonly ProcessVersionInfoOriginalFileName: string;
  readonly ProcessVersionInfoFileDescription: string;
  readonly ProcessId: number | bigint | null;
  readonly ProcessCommandLine: string;
  readonly ProcessIntegrityLevel: string;
  readonly ProcessTokenElevation: string;
  readonly ProcessCreationTime: KqlDateTime | null;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly AccountSid: string;
  readonly AccountUpn: string;
  readonly AccountObjectId: string;
  readonly LogonId: number | bigint | null;
  readonly InitiatingProcessAccountDomain: string;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessAccountSid: string;
  readonly InitiatingProcessAccountUpn: string;
  readonly InitiatingProcessAccountObjectId: string;
  readonly InitiatingProcessLogonId: number | bigint | null;
  readonly InitiatingProcessIntegrityLevel: string;
  readonly InitiatingProcessTokenElevation: string;
  readonly InitiatingProcessSHA1: string;
  readonly InitiatingProcessSHA256: string;
  readonly InitiatingProcessMD5: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessFileSize: number | bigint | null;
  readonly InitiatingProcessVersionInfoCompanyName: string;
  readonly InitiatingProcessVersionInfoProductName: string;
  readonly InitiatingProcessVersionInfoProductVersion: string;
  readonly InitiatingProcessVersionInfoInternalFileName: string;
  readonly InitiatingProcessVersionInfoOriginalFileName: string;
  readonly InitiatingProcessVersionInfoFileDescription: string;
  readonly InitiatingProcessId: number | bigint | null;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessCreationTime: KqlDateTime | null;
  readonly InitiatingProcessFolderPath: string;
  readonly InitiatingProcessParentId: number | bigint | null;
  readonly InitiatingProcessParentFileName: string;
  readonly InitiatingProcessParentCreationTime: KqlDateTime | null;
  readonly InitiatingProcessSignerType: string;
  readonly InitiatingProcessSignatureStatus: string;
  readonly ReportId: number | bigint | null;
  readonly AppGuardContainerId: string;
  readonly AdditionalFields: string;
  readonly InitiatingProcessSessionId: number | bigint | null;
  readonly IsInitiatingProcessRemoteSession: boolean | null;
  readonly InitiatingProcessRemoteSessionDeviceName: string;
  readonly InitiatingProcessRemoteSessionIP: string;
  readonly CreatedProcessSessionId: number | bigint | null;
  readonly IsProcessRemoteSession: boolean | null;
  readonly ProcessRemoteSessionDeviceName: string;
  readonly ProcessRemoteSessionIP: string;
  readonly ProcessUniqueId: string;
  readonly InitiatingProcessUniqueId: string;
}

export interface DirectoryEnumerationRow {
  readonly DeviceName: string;
  readonly IPAddress: string;
  readonly Window: KqlDateTime | null;
  readonly Queries: number | bigint | null;
  readonly Targets: DynamicValue;
  readonly Accounts: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface DocWithLinkRow {
  readonly DocumentTime: KqlDateTime | null;
  readonly LinkTime: KqlDateTime | null;
  readonly DownloadTime: KqlDateTime | null;
  readonly DeviceName: string;
  readonly Account: string;
  readonly DocumentName: string;
  readonly Link: string;
  readonly DownloadName: string;
  readonly DownloadPath: string;
  readonly FileOriginUrl: string;
  readonly DocumentSHA256: string;
  readonly DownloadSHA256: string;
  readonly DeviceId: string;
}

export interface DomainPasswordSprayRow {
  readonly IPAddress: string;
  readonly DeviceName: string;
  readonly Window: KqlDateTime | null;
  readonly FailedAccounts: number | bigint | null;
  readonly SucceededAccounts: DynamicValue;
  readonly Failures: number | bigint | null;
  readonly Reasons: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface DropboxLinkRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly FileName: string;
  readonly FolderPath: string;
  readonly ReferrerHost: string;
  readonly FileOriginUrl: string;
  readonly FileOriginReferrerUrl: string;
  readonly SHA256: string;
  readonly FileSize: number | bigint | null;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessFileName: string;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface EmailLinkRow {
  readonly LinkTime: KqlDateTime | null;
  readonly AlertTime: KqlDateTime | null;
  readonly DeviceName: string;
  readonly Account: string;
  readonly Link: string;
  readonly Title: string;
  readonly Severity: string;
  readonly Category: string;
  readonly AttackTechniques: string;
  readonly AlertId: string;
  readonly DeviceId: string;
}

export interface EmailSmartscreenRow {
  readonly LinkTime: KqlDateTime | null;
  readonly DownloadTime: KqlDateTime | null;
  readonly OverrideTime: KqlDateTime | null;
  readonly DeviceName: string;
  readonly Account: string;
  readonly Link: string;
  readonly DownloadName: string;
  readonly DownloadPath: string;
  readonly FileOriginUrl: string;
  readonly OverriddenFile: string;
  readonly OverriddenUrl: string;
  readonly OverrideDetails: string;
  readonly DownloadSHA256: string;
  readonly DeviceId: string;
}

export interface ExposedVulnerableDevicesRow {
  readonly DeviceName: string;
  readonly PublicIP: string;
  readonly OSPlatform: string;
  readonly CveId: string;
  readonly CvssScore: number | null;
  readonly EpssScore: number | null;
  readonly PublishedDate: KqlDateTime | null;
  readonly SoftwareVendor: string;
  readonly SoftwareName: string;
  readonly SoftwareVersion: string;
  readonly RecommendedSecurityUpdate: string;
  readonly LastSeen: KqlDateTime | null;
  readonly DeviceId: string;
}

export interface FailedMailRemovalsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly ActionType: string;
  readonly ActionResult: string;
  readonly ThreatTypes: string;
  readonly RecipientEmailAddress: string;
  readonly SenderFromAddress: string;
  readonly Subject: string;
  readonly LatestDeliveryLocation: string;
  readonly NetworkMessageId: string;
}

export interface FirstContactClicksRow {
  readonly MailTime: KqlDateTime | null;
  readonly ClickTime: KqlDateTime | null;
  readonly AccountUpn: string;
  readonly SenderFromAddress: string;
  readonly SenderDisplayName: string;
  readonly Subject: string;
  readonly Url: string;
  readonly IPAddress: string;
  readonly IsClickedThrough: boolean | null;
  readonly NetworkMessageId: string;
}

export interface GraphDeniedRequestsRow {
  readonly ApplicationId: string;
  readonly AccountObjectId: string;
  readonly Window: KqlDateTime | null;
  readonly Requests: number | bigint | null;
  readonly Samples: DynamicValue;
  readonly Addresses: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface GraphEnumerationRow {
  readonly ApplicationId: string;
  readonly AccountObjectId: string;
  readonly ServicePrincipalId: string;
  readonly Window: KqlDateTime | null;
  readonly Resources: number | bigint | null;
  readonly Kinds: DynamicValue;
  readonly Requests: number | bigint | null;
  readonly Addresses: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface GraphMailboxReadsRow {
  readonly ApplicationId: string;
  readonly ServicePrincipalId: string;
  readonly Mailboxes: number | bigint | null;
  readonly Samples: DynamicValue;
  readonly Requests: number | bigint | null;
  readonly Addresses: DynamicValue;
  readonly Scopes: string;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface HtmlAttachmentsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly SenderFromAddress: string;
  readonly SenderDisplayName: string;
  readonly RecipientEmailAddress: string;
  readonly Subject: string;
  readonly IsFirstContact: boolean | null;
  readonly Attachments: DynamicValue;
  readonly Hashes: DynamicValue;
  readonly LatestDeliveryLocation: string;
  readonly SenderIPv4: string;
  readonly NetworkMessageId: string;
  readonly ReportId: string;
}

export interface IdentityLogonEventsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly ActionType: string;
  readonly Application: string;
  readonly LogonType: string;
  readonly Protocol: string;
  readonly FailureReason: string;
  readonly AccountName: string;
  readonly AccountDomain: string;
  readonly AccountUpn: string;
  readonly AccountSid: string;
  readonly AccountObjectId: string;
  readonly AccountDisplayName: string;
  readonly DeviceName: string;
  readonly DeviceType: string;
  readonly OSPlatform: string;
  readonly IPAddress: string;
  readonly Port: number | null;
  readonly DestinationDeviceName: string;
  readonly DestinationIPAddress: string;
  readonly DestinationPort: number | null;
  readonly TargetDeviceName: string;
  readonly TargetAccountDisplayName: string;
  readonly Location: string;
  readonly ISP: string;
  readonly ReportId: string;
  readonly AdditionalFields: DynamicValue;
  readonly UncommonForUser: DynamicValue;
  readonly LastSeenForUser: DynamicValue;
}

export interface ImpossibleTravelRow {
  readonly PreviousTime: KqlDateTime | null;
  readonly Time: KqlDateTime | null;
  readonly AccountUpn: string;
  readonly PreviousCountry: string;
  readonly Country: string;
  readonly PreviousCity: string;
  readonly City: string;
  readonly PreviousIPAddress: string;
  readonly IPAddress: string;
  readonly Application: string;
  readonly DeviceName: string;
  readonly PreviousUserAgent: string;
  readonly UserAgent: string;
  readonly AccountObjectId: string;
}

export interface InboxRulesRow {
  readonly Timestamp: KqlDateTime | null;
  readonly ActionType: string;
  readonly AccountDisplayName: string;
  readonly RuleName: string;
  readonly ForwardTo: string;
  readonly IsDeleting: boolean | null;
  readonly MoveToFolder: string;
  readonly Settings: DynamicValue;
  readonly IPAddress: string;
  readonly CountryCode: string;
  readonly UserAgent: string;
  readonly AccountObjectId: string;
  readonly ReportId: string;
}

export interface KerberoastingQueriesRow {
  readonly DeviceName: string;
  readonly IPAddress: string;
  readonly AccountUpn: string;
  readonly AccountName: string;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly Queries: number | bigint | null;
  readonly Samples: DynamicValue;
  readonly DomainControllers: DynamicValue;
}

export interface LegacySignInsRow {
  readonly AccountUpn: string;
  readonly ClientAppUsed: string;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly SignIns: number | bigint | null;
  readonly Addresses: DynamicValue;
  readonly Countries: DynamicValue;
  readonly UserAgents: DynamicValue;
}

export interface ListAlertsRow {
  readonly AlertId: string;
  readonly Timestamp: KqlDateTime | null;
  readonly Title: string;
  readonly Category: string;
  readonly Severity: string;
  readonly ServiceSource: string;
  readonly DetectionSource: string;
  readonly AttackTechniques: string;
  readonly SentinelWorkspaceIds: string;
}

export interface LsassAccessRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessFolderPath: string;
  readonly InitiatingProcessSHA256: string;
  readonly InitiatingProcessAccountName: string;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly Calls: number | bigint | null;
  readonly CommandLines: DynamicValue;
}

export interface LsassDumpsRow {
  readonly Time: KqlDateTime | null;
  readonly Kind: string;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly Account: string;
  readonly Object: string;
  readonly Detail: string;
  readonly InitiatingProcessFileName: string;
  readonly ReportId: number | bigint | null;
}

export interface MailBombingRow {
  readonly RecipientEmailAddress: string;
  readonly Window: KqlDateTime | null;
  readonly Senders: number | bigint | null;
  readonly Mails: number | bigint | null;
  readonly Subjects: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface MailboxDelegationsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly ActionType: string;
  readonly AccountDisplayName: string;
  readonly Grantee: string;
  readonly Rights: string;
  readonly Mailbox: string;
  readonly IPAddress: string;
  readonly AccountObjectId: string;
  readonly ReportId: string;
}

export interface MailboxForwardingRow {
  readonly Timestamp: KqlDateTime | null;
  readonly ActionType: string;
  readonly AccountDisplayName: string;
  readonly Mailbox: string;
  readonly Setting: string;
  readonly Value: string;
  readonly IPAddress: string;
  readonly CountryCode: string;
  readonly AccountObjectId: string;
  readonly ReportId: string;
}

export interface MassDownloadsRow {
  readonly AccountObjectId: string;
  readonly AccountDisplayName: string;
  readonly Application: string;
  readonly Window: KqlDateTime | null;
  readonly Files: number | bigint | null;
  readonly Samples: DynamicValue;
  readonly Addresses: DynamicValue;
  readonly Countries: DynamicValue;
  readonly UserAgents: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface MassFileDeletionsRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessId: number | bigint | null;
  readonly InitiatingProcessAccountName: string;
  readonly Window: KqlDateTime | null;
  readonly Files: number | bigint | null;
  readonly Folders: number | bigint | null;
  readonly Samples: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface MassFileRenamesRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessId: number | bigint | null;
  readonly InitiatingProcessAccountName: string;
  readonly NewExtension: string;
  readonly Window: KqlDateTime | null;
  readonly Files: number | bigint | null;
  readonly OldExtensions: number | bigint | null;
  readonly Folders: number | bigint | null;
  readonly Samples: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface MfaFatigueRow {
  readonly AccountObjectId: string;
  readonly AccountUpn: string;
  readonly Window: KqlDateTime | null;
  readonly Denials: number | bigint | null;
  readonly LastDenial: KqlDateTime | null;
  readonly LastSuccess: KqlDateTime | null;
  readonly Addresses: DynamicValue;
  readonly Countries: DynamicValue;
  readonly Applications: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly HasSucceeded: boolean | null;
}

export interface NetworkScansRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly RemoteIP: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessId: number | bigint | null;
  readonly InitiatingProcessCreationTime: KqlDateTime | null;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessAccountName: string;
  readonly Period: KqlDateTime | null;
  readonly Ports: number | bigint | null;
  readonly LowPorts: number | bigint | null;
  readonly SamplePorts: DynamicValue;
  readonly Connections: number | bigint | null;
  readonly Failed: number | bigint | null;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface NewLocalAdministratorsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly AccountSid: string;
  readonly IsNewAccount: boolean | null;
  readonly CreatedTime: KqlDateTime | null;
  readonly InitiatingProcessAccountDomain: string;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface NewServicesRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly ServiceName: string;
  readonly ServiceAccount: string;
  readonly StartType: string;
  readonly FileName: string;
  readonly FolderPath: string;
  readonly ProcessCommandLine: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessAccountName: string;
  readonly SHA256: string;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface NewUnverifiedAppsRow {
  readonly AddedOnTime: KqlDateTime | null;
  readonly AppName: string;
  readonly OAuthAppId: string;
  readonly PrivilegeLevel: string;
  readonly IsAdminConsented: boolean | null;
  readonly ConsentedUsersCount: number | null;
  readonly Permissions: DynamicValue;
  readonly AppOwnerTenantId: string;
  readonly LastUsedTime: KqlDateTime | null;
}

export interface PowershellDownloadsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly Address: string;
  readonly RunsAtOnce: boolean | null;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
  readonly DecodedCommand: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessParentFileName: string;
  readonly SHA256: string;
  readonly ProcessId: number | bigint | null;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface PowershellEncodedCommandsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
  readonly DecodedCommand: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessParentFileName: string;
  readonly SHA256: string;
  readonly ProcessId: number | bigint | null;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface PrivilegedGroupChangesRow {
  readonly Timestamp: KqlDateTime | null;
  readonly ToGroup: string;
  readonly TargetAccountUpn: string;
  readonly TargetAccountDisplayName: string;
  readonly Actor: string;
  readonly DeviceName: string;
  readonly IPAddress: string;
  readonly DestinationDeviceName: string;
  readonly FromGroup: string;
  readonly AdditionalFields: DynamicValue;
  readonly ReportId: string;
}

export interface PrivilegedRoleAssignmentsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly AccountDisplayName: string;
  readonly Role: string;
  readonly Target: string;
  readonly ActionType: string;
  readonly IPAddress: string;
  readonly CountryCode: string;
  readonly AccountObjectId: string;
  readonly ReportId: string;
}

export interface QrCodeMailsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly SenderFromAddress: string;
  readonly SenderDisplayName: string;
  readonly RecipientEmailAddress: string;
  readonly Subject: string;
  readonly IsFirstContact: boolean | null;
  readonly Urls: DynamicValue;
  readonly UrlDomains: DynamicValue;
  readonly LatestDeliveryLocation: string;
  readonly SenderIPv4: string;
  readonly NetworkMessageId: string;
  readonly ReportId: string;
}

export interface RansomNotesRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly FileName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessId: number | bigint | null;
  readonly InitiatingProcessAccountName: string;
  readonly Folders: number | bigint | null;
  readonly Samples: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface RareSignedProgramsRow {
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly Devices: number | bigint | null;
  readonly DeviceNames: DynamicValue;
  readonly FileNames: DynamicValue;
  readonly Folders: DynamicValue;
  readonly Accounts: DynamicValue;
  readonly Signer: string;
  readonly Issuer: string;
  readonly CertificateCreationTime: KqlDateTime | null;
  readonly SHA1: string;
}

export interface RemoteAccessToolsRow {
  readonly FileName: string;
  readonly ProcessVersionInfoProductName: string;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly Starts: number | bigint | null;
  readonly Devices: number | bigint | null;
  readonly DeviceNames: DynamicValue;
  readonly Accounts: DynamicValue;
  readonly Folders: DynamicValue;
  readonly Parents: DynamicValue;
}

export interface RemoteDesktopTunnelsRow {
  readonly Time: KqlDateTime | null;
  readonly Kind: string;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly Account: string;
  readonly Program: string;
  readonly Detail: string;
  readonly ReportId: number | bigint | null;
}

export interface RiskyBrowserExtensionsRow {
  readonly BrowserName: string;
  readonly ExtensionId: string;
  readonly ExtensionName: string;
  readonly ExtensionVendor: string;
  readonly ExtensionRisk: string;
  readonly Devices: number | bigint | null;
  readonly DeviceNames: DynamicValue;
  readonly FirstInstalled: KqlDateTime | null;
}

export interface RiskySignInsAfterClicksRow {
  readonly ClickTime: KqlDateTime | null;
  readonly SignInTime: KqlDateTime | null;
  readonly Account: string;
  readonly Url: string;
  readonly Workload: string;
  readonly ClickAddress: string;
  readonly IPAddress: string;
  readonly Country: string;
  readonly Application: string;
  readonly UserAgent: string;
  readonly RiskLevelDuringSignIn: number | null;
  readonly RiskEventTypes: string;
  readonly SessionId: string;
  readonly NetworkMessageId: string;
}

export interface RoastingSearchesOnDevicesRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly Target: string;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly Searches: number | bigint | null;
  readonly Filters: DynamicValue;
}

export interface RunKeysRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly RegistryKey: string;
  readonly RegistryValueName: string;
  readonly RegistryValueData: string;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface ScheduledTasksRow {
  readonly Time: KqlDateTime | null;
  readonly Kind: string;
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly Account: string;
  readonly Task: string;
  readonly Detail: string;
  readonly InitiatingProcessFileName: string;
  readonly ReportId: number | bigint | null;
}

export interface ServiceAccountPowershellRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
  readonly AccountSid: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessParentFileName: string;
  readonly SHA256: string;
  readonly ProcessId: number | bigint | null;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface ServiceStopBurstsRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly AccountName: string;
  readonly Window: KqlDateTime | null;
  readonly Stops: number | bigint | null;
  readonly Commands: DynamicValue;
  readonly Parents: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface SessionReuseRow {
  readonly AccountObjectId: string;
  readonly AccountUpn: string;
  readonly SessionId: string;
  readonly Countries: number | bigint | null;
  readonly Systems: number | bigint | null;
  readonly CountryNames: DynamicValue;
  readonly OSPlatforms: DynamicValue;
  readonly Addresses: DynamicValue;
  readonly UserAgents: DynamicValue;
  readonly Applications: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface SmartscreenIgnoredRow {
  readonly WarningTime: KqlDateTime | null;
  readonly OverrideTime: KqlDateTime | null;
  readonly StartTime: KqlDateTime | null;
  readonly DeviceName: string;
  readonly AccountName: string;
  readonly Warning: string;
  readonly Experience: string;
  readonly WarnedUrl: string;
  readonly FileName: string;
  readonly FolderPath: string;
  readonly ProcessCommandLine: string;
  readonly InitiatingProcessFileName: string;
  readonly SHA1: string;
  readonly SHA256: string;
  readonly DeviceId: string;
}

export interface SmbDiscoveryRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessId: number | bigint | null;
  readonly InitiatingProcessCreationTime: KqlDateTime | null;
  readonly InitiatingProcessCommandLine: string;
  readonly InitiatingProcessAccountName: string;
  readonly Period: KqlDateTime | null;
  readonly Hosts: number | bigint | null;
  readonly SampleHosts: DynamicValue;
  readonly Connections: number | bigint | null;
  readonly Failed: number | bigint | null;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface StartupFolderFilesRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly FileName: string;
  readonly FolderPath: string;
  readonly SHA256: string;
  readonly FileOriginUrl: string;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface TorRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly Account: string;
  readonly Evidence: string;
  readonly Program: string;
  readonly ProgramPath: string;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly Events: number | bigint | null;
  readonly Details: DynamicValue;
}

export interface UncommonPowershellRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly Command: string;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly UsesOnHost: number | bigint | null;
  readonly Accounts: DynamicValue;
  readonly CommandLines: DynamicValue;
  readonly Devices: number | bigint | null;
  readonly Uses: number | bigint | null;
}

export interface UnsupportedSoftwareRow {
  readonly DeviceName: string;
  readonly OSPlatform: string;
  readonly IsInternetFacing: boolean | null;
  readonly SoftwareVendor: string;
  readonly SoftwareName: string;
  readonly SoftwareVersion: string;
  readonly EndOfSupportStatus: string;
  readonly EndOfSupportDate: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
  readonly DeviceId: string;
}

export interface UnusedPrivilegedAppsRow {
  readonly AppName: string;
  readonly OAuthAppId: string;
  readonly ServicePrincipalId: string;
  readonly AppOrigin: string;
  readonly AddedOnTime: KqlDateTime | null;
  readonly LastUsedTime: KqlDateTime | null;
  readonly IsAdminConsented: boolean | null;
  readonly ConsentedUsersCount: number | null;
  readonly VerifiedPublisher: DynamicValue;
  readonly Permissions: DynamicValue;
  readonly AppOwnerTenantId: string;
}

export interface UserEnumerationRow {
  readonly DeviceId: string;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessParentFileName: string;
  readonly Period: KqlDateTime | null;
  readonly Commands: number | bigint | null;
  readonly Kinds: number | bigint | null;
  readonly CommandLines: DynamicValue;
  readonly FirstSeen: KqlDateTime | null;
  readonly LastSeen: KqlDateTime | null;
}

export interface WmiStartedShellsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly Devices: number | bigint | null;
  readonly DeviceName: string;
  readonly AccountDomain: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
  readonly InitiatingProcessCommandLine: string;
  readonly SHA256: string;
  readonly ProcessId: number | bigint | null;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface WmiSubscriptionsRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly Namespace: string;
  readonly Consumer: string;
  readonly EventFilter: string;
  readonly Details: DynamicValue;
  readonly InitiatingProcessAccountName: string;
  readonly InitiatingProcessFileName: string;
  readonly InitiatingProcessCommandLine: string;
  readonly DeviceId: string;
  readonly ReportId: number | bigint | null;
}

export interface AccessibilityPersistenceParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface AdminShareDropsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Addresses of deployment servers
   * @default ["127.0.0.1"]
   * @example ["10.0.0.20"]
   */
  readonly excluded_addresses?: readonly string[] | undefined;
}

export interface AlertedAccountsAcrossDevicesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * On how many devices at least
   * @default 3
   * @example 2
   * @example 5
   */
  readonly min_devices?: number | undefined;
}

export interface AlertedFilesElsewhereParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Leave out programs that ran on more devices than this
   * @default 50
   * @example 20
   * @example 200
   */
  readonly max_devices?: number | undefined;
}

export interface AmsiBypassesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
}

export interface ApplicationAlertsParameters {
  /** Name of the application */
  readonly app_name: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ArchiveThenUploadParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many minutes may lie between archive and upload
   * @default 60
   * @example 30
   * @example 240
   */
  readonly minutes?: number | undefined;
}

export interface AvSitesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * Host names to leave out, such as file hosters in daily use
   * @default ["github.com","objects.githubusercontent.com","sharepoint.com"]
   * @example ["intranet.contoso.com"]
   */
  readonly excluded_sites?: readonly string[] | undefined;
}

export interface BrowserCredentialTheftParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * File names of browsers and other programs that may touch these files
   * @default ["chrome.exe","msedge.exe","firefox.exe","brave.exe","opera.exe","vivaldi.exe","msedgewebview2.exe"]
   * @example ["chrome.exe","msedge.exe"]
   */
  readonly browsers?: readonly string[] | undefined;
}

export interface BruteForceParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many failed logons before the successful one make it suspicious
   * @default 20
   * @example 10
   * @example 50
   */
  readonly min_failures?: number | undefined;
}

export interface CloudPasswordSprayParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many different accounts at least
   * @default 10
   * @example 10
   * @example 50
   */
  readonly min_accounts?: number | undefined;
}

export interface ConsentGrantsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Permissions to watch
   * @default ["Mail.Read","Mail.ReadWrite","Mail.Send","MailboxSettings.ReadWrite","Files.Read.All","Files.ReadWrite.All","Sites.FullControl.All","Directory.ReadWrite.All","RoleManagement.ReadWrite.Directory","full_access_as_app","EWS.AccessAsUser.All"]
   * @example ["Mail.Read"]
   */
  readonly permissions?: readonly string[] | undefined;
}

export interface Cve20184878Parameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many minutes after the load a connection counts
   * @default 10
   * @example 5
   * @example 60
   */
  readonly minutes?: number | undefined;
}

export interface DcsyncParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Names of domain controllers and Entra Connect servers
   * @default ["none"]
   * @example ["dc01.contoso.com","entraconnect01.contoso.com"]
   */
  readonly excluded_devices?: readonly string[] | undefined;
  /**
   * How many days before start to compare with
   * @default 14
   * @example 7
   * @example 28
   */
  readonly days?: number | undefined;
}

export interface DeveloperToolMisuseParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Folders from which these tools are not expected to work
   * @default ["\\Users\\Public\\","\\AppData\\","\\ProgramData\\","\\Windows\\Temp\\","\\Downloads\\"]
   * @example ["\\Users\\Public\\"]
   */
  readonly folders?: readonly string[] | undefined;
}

export interface DeviceCodeSignInsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Applications in ordinary use with device codes
   * @default ["Microsoft Azure CLI"]
   * @example ["Microsoft Teams Rooms"]
   */
  readonly excluded_applications?: readonly string[] | undefined;
}

export interface DirectoryEnumerationParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many different queries at least
   * @default 30
   * @example 20
   * @example 100
   */
  readonly min_queries?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 10
   * @example 5
   * @example 60
   */
  readonly minutes?: number | undefined;
  /**
   * Names of devices that may ask
   * @default ["none"]
   * @example ["scom01.contoso.com"]
   */
  readonly excluded_devices?: readonly string[] | undefined;
}

export interface DocWithLinkParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many minutes may lie between two steps
   * @default 10
   * @example 5
   * @example 60
   */
  readonly minutes?: number | undefined;
}

export interface DomainPasswordSprayParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many different accounts at least
   * @default 15
   * @example 10
   * @example 50
   */
  readonly min_accounts?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 60
   * @example 30
   * @example 240
   */
  readonly minutes?: number | undefined;
}

export interface EmailLinkParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many minutes after the link the alert may come
   * @default 30
   * @example 5
   * @example 60
   */
  readonly minutes?: number | undefined;
}

export interface ExposedVulnerableDevicesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Least CVSS score
   * @default 7
   * @example 7
   * @example 9
   */
  readonly min_score?: number | undefined;
}

export interface GraphDeniedRequestsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many different refused requests at least
   * @default 20
   * @example 10
   * @example 100
   */
  readonly min_requests?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 60
   * @example 10
   * @example 120
   */
  readonly minutes?: number | undefined;
}

export interface GraphEnumerationParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many different kinds of objects at least
   * @default 6
   * @example 5
   * @example 10
   */
  readonly min_resources?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 60
   * @example 10
   * @example 120
   */
  readonly minutes?: number | undefined;
}

export interface GraphMailboxReadsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many different mailboxes at least
   * @default 5
   * @example 3
   * @example 50
   */
  readonly min_mailboxes?: number | undefined;
  /**
   * Ids of applications that may read mail
   * @default ["none"]
   * @example ["0a1b2c3d-0000-4000-8000-0123456789ab"]
   */
  readonly excluded_applications?: readonly string[] | undefined;
}

export interface HostAlertsParameters {
  /** Name of the host, with or without its domain */
  readonly host_name: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface HostConnectionsParameters {
  /**
   * Name of the host, with or without its domain
   * Also known as hostname.
   */
  readonly host_name: string;
  /**
   * The table to read
   * @default "DeviceNetworkEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface HtmlAttachmentsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Domains of senders to leave out
   * @default ["none.invalid"]
   * @example ["securemail.example"]
   */
  readonly excluded_senders?: readonly string[] | undefined;
}

export interface ImpossibleTravelParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many hours may lie between the sign-ins
   * @default 3
   * @example 1
   * @example 6
   */
  readonly hours?: number | undefined;
  /**
   * Addresses that say nothing of the place
   * @default ["0.0.0.0"]
   * @example ["203.0.113.10"]
   */
  readonly excluded_addresses?: readonly string[] | undefined;
}

export interface InboxRulesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Folders in which mail is hidden
   * @default ["RSS Feeds","RSS Subscriptions","Conversation History","Archive","Deleted Items","Junk Email"]
   * @example ["RSS Feeds"]
   */
  readonly folders?: readonly string[] | undefined;
}

export interface IpAlertsParameters {
  /** IPv4 or IPv6 address */
  readonly ip_address: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface IpConnectionsParameters {
  /** IPv4 or IPv6 address */
  readonly ip_address: string;
  /**
   * The table to read
   * @default "DeviceNetworkEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface KerberoastingQueriesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Names of devices that may ask
   * @default ["none"]
   * @example ["scanner01.contoso.com"]
   */
  readonly excluded_devices?: readonly string[] | undefined;
}

export interface ListAlertsParameters {
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ListConnectionsParameters {
  /**
   * The table to read
   * @default "DeviceNetworkEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ListFileEventsForFilenameParameters {
  /** Name of the file, with its extension */
  readonly file_name: string;
  /**
   * The table to read
   * @default "DeviceFileEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ListFileEventsForHashParameters {
  /**
   * SHA-256, SHA-1 or MD5 of the file
   * Also known as hash.
   */
  readonly file_hash: string;
  /**
   * The table to read
   * @default "DeviceFileEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ListFileEventsForHostParameters {
  /**
   * The table to read
   * @default "DeviceFileEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * Name of the host, with or without its domain; needed unless device_id is given
   * @default ""
   * @example "ws-001"
   */
  readonly host_name?: string | undefined;
  /**
   * Device id; needed unless host_name is given
   * @default ""
   * @example "0123456789abcdef0123456789abcdef01234567"
   */
  readonly device_id?: string | undefined;
}

export interface ListFileEventsForPathParameters {
  /** A path or a part of it, for example C:\Users\Public */
  readonly path: string;
  /**
   * The table to read
   * @default "DeviceFileEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ListHostProcessesParameters {
  /** Name of the host, with or without its domain */
  readonly host_name: string;
  /**
   * The table to read
   * @default "DeviceProcessEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface LogonsForAccountParameters {
  /** Account name, alone or as domain\name or name@domain */
  readonly account_name: string;
  /**
   * The table to read
   * @default "IdentityLogonEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface LogonsForHostParameters {
  /** Name of the host, with or without its domain */
  readonly host_name: string;
  /**
   * The table to read
   * @default "IdentityLogonEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface LogonsForIpParameters {
  /** IPv4 or IPv6 address */
  readonly ip_address: string;
  /**
   * The table to read
   * @default "IdentityLogonEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface LsassAccessParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * File names of programs that may open lsass.exe
   * @default ["MsMpEng.exe","MsSense.exe","SenseIR.exe","csrss.exe","wininit.exe","services.exe","lsm.exe","svchost.exe"]
   * @example ["MsMpEng.exe","csrss.exe"]
   */
  readonly excluded_processes?: readonly string[] | undefined;
}

export interface MDEHostAlertsParameters {
  /** Name of the host, with or without its domain */
  readonly host_name: string;
  /**
   * The table to read
   * @default "DeviceAlertEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface MDEIpAlertsParameters {
  /** IPv4 or IPv6 address */
  readonly ip_address: string;
  /**
   * The table to read
   * @default "DeviceAlertEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface MDEListAlertsParameters {
  /**
   * The table to read
   * @default "DeviceAlertEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface MDESha1AlertsParameters {
  /**
   * SHA-1 of the file
   * Also known as sha1.
   */
  readonly file_hash: string;
  /**
   * The table to read
   * @default "DeviceAlertEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface MDEUrlAlertsParameters {
  /** URL, host name or domain, or a part of one */
  readonly url: string;
  /**
   * The table to read
   * @default "DeviceAlertEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface MailBombingParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many different senders at least
   * @default 100
   * @example 50
   * @example 300
   */
  readonly min_senders?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 60
   * @example 15
   * @example 120
   */
  readonly minutes?: number | undefined;
}

export interface MailMessageAlertsParameters {
  /** The NetworkMessageId of the mail */
  readonly message_id: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface MailboxAlertsParameters {
  /** Address of the mailbox */
  readonly mailbox: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface MassDownloadsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many files at least
   * @default 500
   * @example 100
   * @example 2000
   */
  readonly min_files?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 60
   * @example 15
   * @example 240
   */
  readonly minutes?: number | undefined;
}

export interface MassFileDeletionsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many files at least
   * @default 500
   * @example 100
   * @example 1000
   */
  readonly min_files?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 10
   * @example 5
   * @example 30
   */
  readonly minutes?: number | undefined;
}

export interface MassFileRenamesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many files at least
   * @default 200
   * @example 50
   * @example 500
   */
  readonly min_files?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 10
   * @example 5
   * @example 30
   */
  readonly minutes?: number | undefined;
}

export interface MfaFatigueParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many denied requests at least
   * @default 5
   * @example 3
   * @example 10
   */
  readonly min_denials?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 60
   * @example 15
   * @example 120
   */
  readonly minutes?: number | undefined;
}

export interface NetworkScansParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many distinct ports make a scan
   * @default 20
   * @example 10
   * @example 50
   */
  readonly min_ports?: number | undefined;
}

export interface NewLocalAdministratorsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many hours before being added an account may have been created
   * @default 24
   * @example 1
   * @example 24
   */
  readonly hours?: number | undefined;
}

export interface NewServicesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Parts of paths from which services are not expected
   * @default ["\\Users\\","\\ProgramData\\","\\Windows\\Temp\\","\\Temp\\","\\PerfLogs\\"]
   * @example ["\\Users\\"]
   */
  readonly folders?: readonly string[] | undefined;
}

export interface NewUnverifiedAppsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many days before end an application counts as new
   * @default 30
   * @example 7
   * @example 90
   */
  readonly days?: number | undefined;
}

export interface OfficeChildProcessesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Words whose command lines are left out, such as the name of an add-in
   * @default ["splwow64"]
   * @example ["ContosoReports"]
   */
  readonly excluded_command_words?: readonly string[] | undefined;
}

export interface PrivilegedGroupChangesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Names of the groups to watch
   * @default ["Domain Admins","Enterprise Admins","Schema Admins","Administrators","Account Operators","Backup Operators","DnsAdmins","Group Policy Creator Owners"]
   * @example ["Domain Admins","SQL Admins"]
   */
  readonly groups?: readonly string[] | undefined;
}

export interface PrivilegedRoleAssignmentsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Names of the roles to watch
   * @default ["Global Administrator","Company Administrator","Privileged Role Administrator","Privileged Authentication Administrator","Application Administrator","Cloud Application Administrator","Exchange Administrator","Security Administrator","User Administrator","Hybrid Identity Administrator"]
   * @example ["Global Administrator"]
   */
  readonly roles?: readonly string[] | undefined;
}

export interface ProcessAlertsParameters {
  /**
   * Name of the process's file, with or without .exe
   * Also known as process.
   */
  readonly file_name: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ProcessCmdLineParameters {
  /** Whole words to look for, for example -EncodedCommand, DownloadString */
  readonly cmd_line: readonly string[];
  /**
   * The table to read
   * @default "DeviceProcessEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ProcessCreationsParameters {
  /** File name (with or without .exe), or SHA-256, SHA-1 or MD5 of the file */
  readonly process_identifier: string;
  /**
   * The table to read
   * @default "DeviceProcessEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ProcessForHashParameters {
  /** SHA-256, SHA-1 or MD5 of the file */
  readonly file_hash: string;
  /**
   * The table to read
   * @default "DeviceProcessEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ProcessPathsParameters {
  /** A path or a part of it, for example C:\Users\Public */
  readonly file_path: string;
  /**
   * The table to read
   * @default "DeviceProcessEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface ProtocolConnectionsParameters {
  /** Protocol, for example Tcp, Udp, Icmp; Tcp also finds TcpV4 and TcpV6 */
  readonly protocol: string;
  /**
   * The table to read
   * @default "DeviceNetworkEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface QrCodeMailsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Domains of links to leave out
   * @default ["teams.microsoft.com"]
   * @example ["aka.ms"]
   */
  readonly excluded_domains?: readonly string[] | undefined;
}

export interface RansomNotesParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * In how many folders at least
   * @default 20
   * @example 10
   * @example 50
   */
  readonly min_folders?: number | undefined;
  /**
   * File names to leave out
   * @default ["readme.txt","readme.html","license.txt","index.html","top_level.txt","entry_points.txt"]
   * @example ["license.txt"]
   */
  readonly excluded_names?: readonly string[] | undefined;
}

export interface RareSignedProgramsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Show programs that at most this many devices ran
   * @default 2
   * @example 1
   * @example 5
   */
  readonly max_devices?: number | undefined;
}

export interface RegistryKeyAlertsParameters {
  /** Registry key or a part of it */
  readonly key_name: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface RemoteAccessToolsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * File names of remote access programs in ordinary use
   * @default ["teamviewer.exe"]
   * @example ["teamviewer.exe","teamviewer_service.exe"]
   */
  readonly allowed_tools?: readonly string[] | undefined;
}

export interface RiskyBrowserExtensionsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Show extensions that at most this many devices have
   * @default 5
   * @example 3
   * @example 20
   */
  readonly max_devices?: number | undefined;
}

export interface RiskySignInsAfterClicksParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many minutes after the click the sign-in may come
   * @default 60
   * @example 15
   * @example 240
   */
  readonly minutes?: number | undefined;
  /**
   * Least level of risk (10 low, 50 medium, 100 high)
   * @default 50
   * @example 10
   * @example 100
   */
  readonly min_risk?: number | undefined;
}

export interface RunKeysParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Names of values to leave out
   * @default ["OneDrive","com.squirrel.Teams.Teams"]
   * @example ["OneDrive"]
   */
  readonly excluded_value_names?: readonly string[] | undefined;
}

export interface Rundll32MisuseParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Folders from which libraries are not expected
   * @default ["\\Users\\Public\\","\\AppData\\Local\\Temp\\","\\ProgramData\\","\\Downloads\\"]
   * @example ["\\Users\\Public\\"]
   */
  readonly folders?: readonly string[] | undefined;
}

export interface ServiceAccountPowershellParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * Regular expression (RE2) that the names of service accounts fit
   * @default "(?i)^(svc|service|srv|sa|app|sql|iis)[-_.]|[-_.](svc|service|sa)$"
   * @example "(?i)^svc-"
   */
  readonly name_pattern?: string | undefined;
}

export interface ServiceStopBurstsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many different commands at least
   * @default 8
   * @example 5
   * @example 20
   */
  readonly min_stops?: number | undefined;
  /**
   * Length of the stretch of time that is counted, in minutes
   * @default 10
   * @example 5
   * @example 30
   */
  readonly minutes?: number | undefined;
}

export interface Sha1AlertsParameters {
  /**
   * SHA-1 of the file
   * Also known as sha1.
   */
  readonly file_hash: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface Sha256AlertsParameters {
  /**
   * SHA-256 of the file
   * Also known as sha256.
   */
  readonly file_hash: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface SmartscreenIgnoredParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many minutes after the override the program may start
   * @default 60
   * @example 5
   * @example 60
   */
  readonly minutes?: number | undefined;
}

export interface SmbDiscoveryParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many distinct hosts within ten minutes make it suspicious
   * @default 5
   * @example 5
   * @example 25
   */
  readonly min_hosts?: number | undefined;
}

export interface TunnelToolsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Names of devices on which tunnels are in ordinary use
   * @default ["none"]
   * @example ["dev-build01.contoso.com"]
   */
  readonly excluded_devices?: readonly string[] | undefined;
}

export interface UncommonPowershellParameters {
  /**
   * Name of the host, with or without its domain
   * Also known as hostname.
   * @example "ws-001"
   */
  readonly host_name: string;
  /**
   * The moment to look around
   * @example "2026-07-01T12:00:00Z"
   */
  readonly timestamp: Date | KqlDateTime | string | number;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many minutes before and after the moment
   * @default 10
   * @example 5
   * @example 60
   */
  readonly minutes?: number | undefined;
  /**
   * How many days before the moment to compare with
   * @default 14
   * @example 7
   * @example 28
   */
  readonly days?: number | undefined;
  /**
   * Show cmdlets that at most this many devices ran
   * @default 3
   * @example 1
   * @example 5
   */
  readonly max_devices?: number | undefined;
}

export interface UnsupportedSoftwareParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Names of software to leave out
   * @default ["none"]
   * @example ["python"]
   */
  readonly excluded_software?: readonly string[] | undefined;
}

export interface UnusedPrivilegedAppsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many days without use before end
   * @default 90
   * @example 30
   * @example 180
   */
  readonly days?: number | undefined;
}

export interface UrlAlertsParameters {
  /** URL, host name or domain, or a part of one */
  readonly url: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface UrlConnectionsParameters {
  /** URL, host name or domain, or a part of one */
  readonly url: string;
  /**
   * The table to read
   * @default "DeviceNetworkEvents"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface UserAlertsParameters {
  /** Account name, alone or as domain\name or name@domain */
  readonly account_name: string;
  /**
   * The table to read
   * @default "AlertInfo"
   */
  readonly table?: string | undefined;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
}

export interface UserEnumerationParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * How many such commands within ten minutes to show
   * @default 1
   * @example 2
   * @example 10
   */
  readonly min_commands?: number | undefined;
}

export interface UserFilesParameters {
  /** Account name, alone or as domain\name or name@domain */
  readonly account_name: string;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * The table to read
   * @default "DeviceFileEvents"
   */
  readonly table?: string | undefined;
}

export interface UserLogonsParameters {
  /** Account name, alone or as domain\name or name@domain */
  readonly account_name: string;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * The table to read
   * @default "DeviceLogonEvents"
   */
  readonly table?: string | undefined;
}

export interface UserNetworkParameters {
  /** Account name, alone or as domain\name or name@domain */
  readonly account_name: string;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * The table to read
   * @default "DeviceNetworkEvents"
   */
  readonly table?: string | undefined;
}

export interface UserProcessesParameters {
  /** Account name, alone or as domain\name or name@domain */
  readonly account_name: string;
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   */
  readonly add_query_items?: string | undefined;
  /**
   * The table to read
   * @default "DeviceProcessEvents"
   */
  readonly table?: string | undefined;
}

export interface WmiStartedShellsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Show command lines that at most this many devices ran
   * @default 3
   * @example 1
   * @example 10
   */
  readonly max_devices?: number | undefined;
}

export interface WmiSubscriptionsParameters {
  /**
   * The column that start and end apply to
   * @default "Timestamp"
   */
  readonly time_column?: string | undefined;
  /**
   * First moment to look at
   * @default the start of the provider's time range
   * @example "2026-11-05T00:00:00Z"
   * @example "-7d"
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   * @example "2026-11-06T00:00:00Z"
   * @example "now"
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * Clauses to add at the end, each with its pipe
   * @default ""
   * @example "| take 100"
   */
  readonly add_query_items?: string | undefined;
  /**
   * Words whose bindings are left out
   * @default ["SCM Event Log","BVTFilter"]
   * @example ["SCM Event Log"]
   */
  readonly excluded_words?: readonly string[] | undefined;
}

/** The queries of the family IdentityOnPrem. */
export const IdentityOnPrem = {
  /**
   * Logons and failed logons of an account.
   *
   * Environments: M365D, M365DGraph.
   * Tables: IdentityLogonEvents.
   * @example `huntkit run IdentityOnPrem.logons_for_account --account_name value --start -7d@d --end now --path .demo`
   */
  logons_for_account: query<ShapeableQuery<LogonsForAccountParameters, IdentityLogonEventsRow, "table" | "time_column" | "add_query_items">>("IdentityOnPrem.logons_for_account"),
  /**
   * Logons from a host or to it.
   *
   * Environments: M365D, M365DGraph.
   * Tables: IdentityLogonEvents.
   * @example `huntkit run IdentityOnPrem.logons_for_host --host_name value --start -7d@d --end now --path .demo`
   */
  logons_for_host: query<ShapeableQuery<LogonsForHostParameters, IdentityLogonEventsRow, "table" | "time_column" | "add_query_items">>("IdentityOnPrem.logons_for_host"),
  /**
   * Logons from an address.
   *
   * Environments: M365D, M365DGraph.
   * Tables: IdentityLogonEvents.
   * @example `huntkit run IdentityOnPrem.logons_for_ip --ip_address value --start -7d@d --end now --path .demo`
   */
  logons_for_ip: query<ShapeableQuery<LogonsForIpParameters, IdentityLogonEventsRow, "table" | "time_column" | "add_query_items">>("IdentityOnPrem.logons_for_ip"),
} as const;

/** The queries of the family M365D. */
export const M365D = {
  /**
   * Alerts with a cloud application in their evidence.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.application_alerts --app_name value --start -7d@d --end now --path .demo`
   */
  application_alerts: query<ShapeableQuery<ApplicationAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.application_alerts"),
  /**
   * Alerts with a host in their evidence.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.host_alerts --host_name value --start -7d@d --end now --path .demo`
   */
  host_alerts: query<ShapeableQuery<HostAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.host_alerts"),
  /**
   * Network events of one host.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run M365D.host_connections --host_name value --start -7d@d --end now --path .demo`
   */
  host_connections: query<ShapeableQuery<HostConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("M365D.host_connections"),
  /**
   * Alerts with an address in their evidence.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.ip_alerts --ip_address value --start -7d@d --end now --path .demo`
   */
  ip_alerts: query<ShapeableQuery<IpAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.ip_alerts"),
  /**
   * Network events with an address on either side. IPv4 addresses are also found where they are written as IPv6.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run M365D.ip_connections --ip_address value --start -7d@d --end now --path .demo`
   */
  ip_connections: query<ShapeableQuery<IpConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("M365D.ip_connections"),
  /**
   * All alerts, each once.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo.
   * @example `huntkit run M365D.list_alerts --start -7d@d --end now --path .demo`
   */
  list_alerts: query<ShapeableQuery<ListAlertsParameters, ListAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.list_alerts"),
  /**
   * All alerts, with one row for each piece of evidence.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.list_alerts_with_evidence --start -7d@d --end now --path .demo`
   */
  list_alerts_with_evidence: query<ShapeableQuery<ListAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.list_alerts_with_evidence"),
  /**
   * All network events. There are very many, so narrow them with add_query_items or a short time range.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run M365D.list_connections --start -7d@d --end now --path .demo`
   */
  list_connections: query<ShapeableQuery<ListConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("M365D.list_connections"),
  /**
   * Events of files with a name, also under the name before a rename.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run M365D.list_file_events_for_filename --file_name value --start -7d@d --end now --path .demo`
   */
  list_file_events_for_filename: query<ShapeableQuery<ListFileEventsForFilenameParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("M365D.list_file_events_for_filename"),
  /**
   * Events of files with a hash. Deletions often have none.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run M365D.list_file_events_for_hash --file_hash value --start -7d@d --end now --path .demo`
   */
  list_file_events_for_hash: query<ShapeableQuery<ListFileEventsForHashParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("M365D.list_file_events_for_hash"),
  /**
   * File events of one host, named by its name or its device id (both must fit if both are given).
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Needs at least one of host_name, device_id.
   * Tables: DeviceFileEvents.
   * @example `huntkit run M365D.list_file_events_for_host --host_name ws-001 --start -7d@d --end now --path .demo`
   */
  list_file_events_for_host: query<ShapeableQuery<AtLeastOne<ListFileEventsForHostParameters, "host_name" | "device_id">, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("M365D.list_file_events_for_host"),
  /**
   * Events of files at or below a path, also where they were moved away from it.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run M365D.list_file_events_for_path --param path=value --start -7d@d --end now --path .demo`
   */
  list_file_events_for_path: query<ShapeableQuery<ListFileEventsForPathParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("M365D.list_file_events_for_path"),
  /**
   * Every process that a host started. Busy hosts start thousands a day, so keep the time range short.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run M365D.list_host_processes --host_name value --start -7d@d --end now --path .demo`
   */
  list_host_processes: query<ShapeableQuery<ListHostProcessesParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("M365D.list_host_processes"),
  /**
   * Alerts with a mail in their evidence.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.mail_message_alerts --message_id value --start -7d@d --end now --path .demo`
   */
  mail_message_alerts: query<ShapeableQuery<MailMessageAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.mail_message_alerts"),
  /**
   * Alerts with a mailbox in their evidence.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.mailbox_alerts --mailbox value --start -7d@d --end now --path .demo`
   */
  mailbox_alerts: query<ShapeableQuery<MailboxAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.mailbox_alerts"),
  /**
   * Alerts with a process or its file in their evidence, by the name of the file.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.process_alerts --file_name value --start -7d@d --end now --path .demo`
   */
  process_alerts: query<ShapeableQuery<ProcessAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.process_alerts"),
  /**
   * Processes whose command line holds at least one of the given words, in any case.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run M365D.process_cmd_line --cmd_line value --start -7d@d --end now --path .demo`
   */
  process_cmd_line: query<ShapeableQuery<ProcessCmdLineParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("M365D.process_cmd_line"),
  /**
   * Starts of one program on all hosts, by the name of its file or by its hash.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run M365D.process_creations --process_identifier value --start -7d@d --end now --path .demo`
   */
  process_creations: query<ShapeableQuery<ProcessCreationsParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("M365D.process_creations"),
  /**
   * Processes whose file lies in a folder, or at a path.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run M365D.process_paths --file_path value --start -7d@d --end now --path .demo`
   */
  process_paths: query<ShapeableQuery<ProcessPathsParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("M365D.process_paths"),
  /**
   * Network events of one protocol.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run M365D.protocol_connections --protocol value --start -7d@d --end now --path .demo`
   */
  protocol_connections: query<ShapeableQuery<ProtocolConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("M365D.protocol_connections"),
  /**
   * Alerts with a registry key in their evidence.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.registry_key_alerts --key_name value --start -7d@d --end now --path .demo`
   */
  registry_key_alerts: query<ShapeableQuery<RegistryKeyAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.registry_key_alerts"),
  /**
   * Alerts with a file in their evidence, by SHA-1.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.sha1_alerts --file_hash value --start -7d@d --end now --path .demo`
   */
  sha1_alerts: query<ShapeableQuery<Sha1AlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.sha1_alerts"),
  /**
   * Alerts with a file in their evidence, by SHA-256.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.sha256_alerts --file_hash value --start -7d@d --end now --path .demo`
   */
  sha256_alerts: query<ShapeableQuery<Sha256AlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.sha256_alerts"),
  /**
   * Alerts with a URL in their evidence.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.url_alerts --url value --start -7d@d --end now --path .demo`
   */
  url_alerts: query<ShapeableQuery<UrlAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.url_alerts"),
  /**
   * Network events whose URL or host name holds a text.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run M365D.url_connections --url value --start -7d@d --end now --path .demo`
   */
  url_connections: query<ShapeableQuery<UrlConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("M365D.url_connections"),
  /**
   * Alerts with an account in their evidence.
   *
   * Environments: M365D, M365DGraph.
   * Tables: AlertInfo, AlertEvidence.
   * @example `huntkit run M365D.user_alerts --account_name value --start -7d@d --end now --path .demo`
   */
  user_alerts: query<ShapeableQuery<UserAlertsParameters, ApplicationAlertsRow, "table" | "time_column" | "add_query_items">>("M365D.user_alerts"),
  /**
   * Files that an account changed, on the device itself or over the network.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run M365D.user_files --account_name value --start -7d@d --end now --path .demo`
   */
  user_files: query<ShapeableQuery<UserFilesParameters, DeviceFileEventsRow, "time_column" | "add_query_items" | "table">>("M365D.user_files"),
  /**
   * Logons and failed logons of an account on all devices.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceLogonEvents.
   * @example `huntkit run M365D.user_logons --account_name value --start -7d@d --end now --path .demo`
   */
  user_logons: query<ShapeableQuery<UserLogonsParameters, DeviceLogonEventsRow, "time_column" | "add_query_items" | "table">>("M365D.user_logons"),
  /**
   * Network events of processes that ran under an account.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run M365D.user_network --account_name value --start -7d@d --end now --path .demo`
   */
  user_network: query<ShapeableQuery<UserNetworkParameters, DeviceNetworkEventsRow, "time_column" | "add_query_items" | "table">>("M365D.user_network"),
  /**
   * Processes that ran under an account.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run M365D.user_processes --account_name value --start -7d@d --end now --path .demo`
   */
  user_processes: query<ShapeableQuery<UserProcessesParameters, DeviceProcessEventsRow, "time_column" | "add_query_items" | "table">>("M365D.user_processes"),
} as const;

/** The queries of the family M365DHunting. */
export const M365DHunting = {
  /**
   * Accessibility tools of the logon screen turned into a back door: a debugger set for one, its file swapped, or a shell running under its name. Windows updates replace the files through TrustedInstaller, which is left out; some kiosk and remote support products set debuggers.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceRegistryEvents, DeviceFileEvents, DeviceProcessEvents.
   * Techniques: T1546.008, T1546.012.
   * @example `huntkit run M365DHunting.accessibility_persistence --start -7d@d --end now --path .demo`
   */
  accessibility_persistence: query<ShapeableQuery<AccessibilityPersistenceParameters, AccessibilityPersistenceRow, "time_column" | "add_query_items">>("M365DHunting.accessibility_persistence"),
  /**
   * Programs and scripts written to administrative shares from another device. Software deployment does so from few addresses under few accounts.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1021.002, T1570.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run M365DHunting.admin_share_drops --start -7d@d --end now --path .demo`
   */
  admin_share_drops: query<ShapeableQuery<AdminShareDropsParameters, AdminShareDropsRow, "time_column" | "add_query_items">>("M365DHunting.admin_share_drops"),
  /**
   * Accounts that stand in the evidence of alerts on several devices. Scanners and administrators who test tools raise alerts everywhere they go.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: AlertEvidence, AlertInfo.
   * Techniques: T1021, T1078.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-alertinfo-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-alertevidence-table
   * @example `huntkit run M365DHunting.alerted_accounts_across_devices --start -7d@d --end now --path .demo`
   */
  alerted_accounts_across_devices: query<ShapeableQuery<AlertedAccountsAcrossDevicesParameters, AlertedAccountsAcrossDevicesRow, "time_column" | "add_query_items">>("M365DHunting.alerted_accounts_across_devices"),
  /**
   * Programs that stand in the evidence of an alert and also ran on devices without an alert for them. Common tools that an attacker used as well (such as remote support programs) run everywhere.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, AlertEvidence.
   * Techniques: T1570, T1204.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-alertevidence-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.alerted_files_elsewhere --start -7d@d --end now --path .demo`
   */
  alerted_files_elsewhere: query<ShapeableQuery<AlertedFilesElsewhereParameters, AlertedFilesElsewhereRow, "time_column" | "add_query_items">>("M365DHunting.alerted_files_elsewhere"),
  /**
   * PowerShell that names the parts of the antimalware scan interface which bypasses patch, also where the command is base64-encoded. Security tests and antivirus research look the same; strings cut into pieces are not found.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1562.001, T1059.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/windows/win32/amsi/antimalware-scan-interface-portal
   * @example `huntkit run M365DHunting.amsi_bypasses --start -7d@d --end now --path .demo`
   */
  amsi_bypasses: query<ShapeableQuery<AmsiBypassesParameters, AmsiBypassesRow, "time_column" | "add_query_items">>("M365DHunting.amsi_bypasses"),
  /**
   * Secrets and certificates that were added to an application. Renewals by the application's owners or by pipelines are the normal case; look at owners who had none before and at applications with high permissions.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: CloudAppEvents.
   * Techniques: T1098.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table
   * @example `huntkit run M365DHunting.application_credentials --start -7d@d --end now --path .demo`
   */
  application_credentials: query<ShapeableQuery<AmsiBypassesParameters, ApplicationCredentialsRow, "time_column" | "add_query_items">>("M365DHunting.application_credentials"),
  /**
   * An archive made from a command line, then an upload tool or a transfer to a file sharing service on the same device within minutes. Developers and support staff who send logs do this.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceNetworkEvents.
   * Techniques: T1560.001, T1567.002, T1048.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table
   * @example `huntkit run M365DHunting.archive_then_upload --start -7d@d --end now --path .demo`
   */
  archive_then_upload: query<ShapeableQuery<ArchiveThenUploadParameters, ArchiveThenUploadRow, "time_column" | "add_query_items">>("M365DHunting.archive_then_upload"),
  /**
   * Scripts run straight out of an archive or disk image that a user opened, from the temporary folder that the archive program unpacks to. Some suppliers send installers this way.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1204.002, T1059.005, T1059.007.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.archived_scripts_run --start -7d@d --end now --path .demo`
   */
  archived_scripts_run: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.archived_scripts_run"),
  /**
   * Searches of the directory for accounts that need no Kerberos preauthentication, the first step of AS-REP roasting. Audits of the directory (PingCastle, Purple Knight) ask the same.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: IdentityQueryEvents.
   * Techniques: T1558.004, T1087.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-identityqueryevents-table
   * @example `huntkit run M365DHunting.asrep_roasting_queries --start -7d@d --end now --path .demo`
   */
  asrep_roasting_queries: query<ShapeableQuery<AmsiBypassesParameters, AsrepRoastingQueriesRow, "time_column" | "add_query_items">>("M365DHunting.asrep_roasting_queries"),
  /**
   * The audit log of the tenant or of a mailbox that was switched off or bypassed. Migration tools ask for a bypass of their own account.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: CloudAppEvents.
   * Techniques: T1562.008.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table
   * @example `huntkit run M365DHunting.audit_switched_off --start -7d@d --end now --path .demo`
   */
  audit_switched_off: query<ShapeableQuery<AmsiBypassesParameters, AuditSwitchedOffRow, "time_column" | "add_query_items">>("M365DHunting.audit_switched_off"),
  /**
   * Files from sites that served a file which the antivirus detected, apart from the detected file itself. Big file hosters serve good and bad alike: leave yours out with excluded_sites. The site's other files on other devices are the ones that were missed.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceFileEvents.
   * Techniques: T1189, T1105.
   * @example `huntkit run M365DHunting.av_sites --start -7d@d --end now --path .demo`
   */
  av_sites: query<ShapeableQuery<AvSitesParameters, AvSitesRow, "time_column" | "add_query_items">>("M365DHunting.av_sites"),
  /**
   * Command lines that hold a base64-encoded Windows executable: the header or the words of its DOS stub, at each of the three alignments. Very few programs do this; some installers and test tools of developers do.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1027, T1140, T1059.
   * @example `huntkit run M365DHunting.b64_pe --start -7d@d --end now --path .demo`
   */
  b64_pe: query<ShapeableQuery<AccessibilityPersistenceParameters, B64PeRow, "time_column" | "add_query_items">>("M365DHunting.b64_pe"),
  /**
   * Background transfers started from a command line. Software distribution uses them too, from its own servers.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1197, T1105.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.bitsadmin_transfers --start -7d@d --end now --path .demo`
   */
  bitsadmin_transfers: query<ShapeableQuery<AmsiBypassesParameters, BitsadminTransfersRow, "time_column" | "add_query_items">>("M365DHunting.bitsadmin_transfers"),
  /**
   * Programs other than browsers whose command line names the files in which browsers keep passwords and cookies, or that make copies of these files elsewhere. Profile migration, backup and roaming-profile tools copy whole profiles.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceFileEvents.
   * Techniques: T1555.003, T1539.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run M365DHunting.browser_credential_theft --start -7d@d --end now --path .demo`
   */
  browser_credential_theft: query<ShapeableQuery<BrowserCredentialTheftParameters, BrowserCredentialTheftRow, "time_column" | "add_query_items">>("M365DHunting.browser_credential_theft"),
  /**
   * Accounts that logged on from a public address after many failed logons from there on the same device. Expect forgotten passwords behind a shared office or VPN address and scanners that meet a user of the same address; many distinct accounts from one address are worse than many failures of one. A device that takes logons from the internet is a finding by itself.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceLogonEvents.
   * Techniques: T1110, T1078, T1133.
   * @example `huntkit run M365DHunting.brute_force --start -7d@d --end now --path .demo`
   */
  brute_force: query<ShapeableQuery<BruteForceParameters, BruteForceRow, "time_column" | "add_query_items">>("M365DHunting.brute_force"),
  /**
   * certutil.exe that fetches a file from an address, or decodes one. Certificate administration uses -urlcache and -decode as well, mostly with addresses of revocation lists.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1105, T1140.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.certutil_downloads --start -7d@d --end now --path .demo`
   */
  certutil_downloads: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.certutil_downloads"),
  /**
   * Links that Safe Links warned of or blocked and that the user opened all the same. Some are false alarms that people know to be false.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: UrlClickEvents.
   * Techniques: T1204.001, T1566.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-urlclickevents-table
   * @example `huntkit run M365DHunting.clicked_through_warnings --start -7d@d --end now --path .demo`
   */
  clicked_through_warnings: query<ShapeableQuery<AmsiBypassesParameters, ClickedThroughWarningsRow, "time_column" | "add_query_items">>("M365DHunting.clicked_through_warnings"),
  /**
   * Links opened from mails that were taken out of the mailbox afterwards as phishing or malware: these users need a look. A mail that was removed by mistake counts too.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: UrlClickEvents, EmailPostDeliveryEvents.
   * Techniques: T1566.002, T1204.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-emailpostdeliveryevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-urlclickevents-table
   * @example `huntkit run M365DHunting.clicks_before_removal --start -7d@d --end now --path .demo`
   */
  clicks_before_removal: query<ShapeableQuery<AmsiBypassesParameters, ClicksBeforeRemovalRow, "time_column" | "add_query_items">>("M365DHunting.clicks_before_removal"),
  /**
   * Command line tools that copy whole folders to cloud storage, also under another name. Backup jobs and migrations use the same tools, from few servers.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1567.002, T1036.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.cloud_copy_tools --start -7d@d --end now --path .demo`
   */
  cloud_copy_tools: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.cloud_copy_tools"),
  /**
   * Addresses from which sign-ins to many accounts failed for a wrong password or a locked account, with those that succeeded. Shared addresses of offices and carriers gather honest mistakes: the failures per account are few here as well.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EntraIdSignInEvents.
   * Techniques: T1110.003, T1078.004.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-entraidsigninevents-table
   * @example `huntkit run M365DHunting.cloud_password_spray --start -7d@d --end now --path .demo`
   */
  cloud_password_spray: query<ShapeableQuery<CloudPasswordSprayParameters, CloudPasswordSprayRow, "time_column" | "add_query_items">>("M365DHunting.cloud_password_spray"),
  /**
   * Applications that were given far-reaching permissions by consent. Known suppliers ask for these as well; look at the publisher, the number of people who consented, and mail shortly before.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: CloudAppEvents.
   * Techniques: T1528, T1098.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table
   * @see https://learn.microsoft.com/defender-cloud-apps/investigate-risky-oauth
   * @example `huntkit run M365DHunting.consent_grants --start -7d@d --end now --path .demo`
   */
  consent_grants: query<ShapeableQuery<ConsentGrantsParameters, ConsentGrantsRow, "time_column" | "add_query_items">>("M365DHunting.consent_grants"),
  /**
   * Command lines that look through files or the registry for passwords, keys and password stores. Administrators who look for a setting and secret scanners of developers do the same.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1552.001, T1552.002, T1083.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.credential_file_searches --start -7d@d --end now --path .demo`
   */
  credential_file_searches: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.credential_file_searches"),
  /**
   * Custom URI handler abuse of Electron programs on Windows (CVE-2018-1000006): a link carries switches of Chromium that run another program. Developers start Electron with such switches by hand; together with a protocol link as argument they have no good use.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1203, T1204.001.
   * @example `huntkit run M365DHunting.cve_2018_1000006l --start -7d@d --end now --path .demo`
   */
  cve_2018_1000006l: query<ShapeableQuery<AccessibilityPersistenceParameters, Cve20181000006lRow, "time_column" | "add_query_items">>("M365DHunting.cve_2018_1000006l"),
  /**
   * Commands run by the DHCP client script of NetworkManager on Linux (CVE-2018-1111), which a rogue DHCP server could inject. The script itself runs a few tools such as grep, sed and logger, which are left out; shells with commands, downloads and network tools should never show.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1059.004, T1203.
   * @example `huntkit run M365DHunting.cve_2018_1111 --start -7d@d --end now --path .demo`
   */
  cve_2018_1111: query<ShapeableQuery<AccessibilityPersistenceParameters, Cve20181000006lRow, "time_column" | "add_query_items">>("M365DHunting.cve_2018_1111"),
  /**
   * Traces of the Flash exploit CVE-2018-4878: an Office program that loads Flash, and then, within minutes, it or a shell that it started talks to the network. Old documents with Flash content load it too; since 2021 Flash should not be there at all.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceImageLoadEvents, DeviceNetworkEvents.
   * Techniques: T1203.
   * @example `huntkit run M365DHunting.cve_2018_4878 --start -7d@d --end now --path .demo`
   */
  cve_2018_4878: query<ShapeableQuery<Cve20184878Parameters, Cve20184878Row, "time_column" | "add_query_items">>("M365DHunting.cve_2018_4878"),
  /**
   * Replication of the directory asked for by a machine that does not usually replicate: new in the stretch of time, compared with the days before. Entra Connect and new domain controllers replicate as well: put them in excluded_devices.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: IdentityDirectoryEvents.
   * Techniques: T1003.006.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-identitydirectoryevents-table
   * @example `huntkit run M365DHunting.dcsync --start -7d@d --end now --path .demo`
   */
  dcsync: query<ShapeableQuery<DcsyncParameters, DcsyncRow, "time_column" | "add_query_items">>("M365DHunting.dcsync"),
  /**
   * Attempts to switch off Microsoft Defender or to make exceptions for it: blocked attempts, commands, and registry values. Software deployment sets exclusions for databases and backup; ask whether the path is one of these.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceProcessEvents, DeviceRegistryEvents.
   * Techniques: T1562.001, T1112.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceregistryevents-table
   * @see https://learn.microsoft.com/defender-endpoint/tamper-protection-overview
   * @example `huntkit run M365DHunting.defender_tampering --start -7d@d --end now --path .demo`
   */
  defender_tampering: query<ShapeableQuery<AmsiBypassesParameters, DefenderTamperingRow, "time_column" | "add_query_items">>("M365DHunting.defender_tampering"),
  /**
   * MSBuild, InstallUtil, RegAsm, RegSvcs and CSC started by Office, a script host or a shell with a file in a folder any user can write to, as ways to run code under a trusted name. Build servers and developers do so from their own project folders.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1127.001, T1218.004, T1218.009.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.developer_tool_misuse --start -7d@d --end now --path .demo`
   */
  developer_tool_misuse: query<ShapeableQuery<DeveloperToolMisuseParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.developer_tool_misuse"),
  /**
   * Successful sign-ins by device code from devices that the tenant does not know. Meeting room systems, command line tools and television apps sign in this way on purpose.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EntraIdSignInEvents.
   * Techniques: T1566.002, T1528, T1078.004.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-entraidsigninevents-table
   * @example `huntkit run M365DHunting.device_code_sign_ins --start -7d@d --end now --path .demo`
   */
  device_code_sign_ins: query<ShapeableQuery<DeviceCodeSignInsParameters, DeviceCodeSignInsRow, "time_column" | "add_query_items">>("M365DHunting.device_code_sign_ins"),
  /**
   * Ways to copy the Active Directory database ntds.dit: ntdsutil, shadow copies, esentutl, or a plain copy. Backup software and the promotion of a domain controller from media look the same on domain controllers.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1003.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.directory_database_theft --start -7d@d --end now --path .demo`
   */
  directory_database_theft: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.directory_database_theft"),
  /**
   * Devices that asked the directory for many different users and groups over SAM-R or LDAP within a short time. Management servers and some security products do so as a matter of course.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: IdentityQueryEvents.
   * Techniques: T1087.002, T1069.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-identityqueryevents-table
   * @example `huntkit run M365DHunting.directory_enumeration --start -7d@d --end now --path .demo`
   */
  directory_enumeration: query<ShapeableQuery<DirectoryEnumerationParameters, DirectoryEnumerationRow, "time_column" | "add_query_items">>("M365DHunting.directory_enumeration"),
  /**
   * A document from a mail, then a link that was opened from Word, then a browser download, on one device within minutes. Newsletters and shared documents do this every day: look at the kind of the file that was fetched (programs, scripts, archives, disk images) and at where from.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents, DeviceEvents.
   * Techniques: T1566.001, T1204.001, T1204.002.
   * @example `huntkit run M365DHunting.doc_with_link --start -7d@d --end now --path .demo`
   */
  doc_with_link: query<ShapeableQuery<DocWithLinkParameters, DocWithLinkRow, "time_column" | "add_query_items">>("M365DHunting.doc_with_link"),
  /**
   * One address or device from which logons to many accounts failed, with the accounts that succeeded. Gateways (VPN, mail, federation) gather the failures of everyone behind them.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: IdentityLogonEvents.
   * Techniques: T1110.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-identitylogonevents-table
   * @example `huntkit run M365DHunting.domain_password_spray --start -7d@d --end now --path .demo`
   */
  domain_password_spray: query<ShapeableQuery<DomainPasswordSprayParameters, DomainPasswordSprayRow, "time_column" | "add_query_items">>("M365DHunting.domain_password_spray"),
  /**
   * Files that a browser fetched from Dropbox after another site sent it there. Firms that share files by Dropbox see many; look at programs, scripts, archives and disk images, and at referrers nobody knows.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1566.002, T1102, T1105.
   * @example `huntkit run M365DHunting.dropbox_link --start -7d@d --end now --path .demo`
   */
  dropbox_link: query<ShapeableQuery<AccessibilityPersistenceParameters, DropboxLinkRow, "time_column" | "add_query_items">>("M365DHunting.dropbox_link"),
  /**
   * A link opened from a mail program, then an alert on the same device soon after. The alert need not be about the link: compare its evidence with what the link led to. Busy devices with frequent alerts show chance pairs; shorten the time then.
   *
   * Environments: M365D, M365DGraph.
   * Tables: DeviceEvents, AlertEvidence, AlertInfo.
   * Techniques: T1566.002, T1204.001.
   * @example `huntkit run M365DHunting.email_link --start -7d@d --end now --path .demo`
   */
  email_link: query<ShapeableQuery<EmailLinkParameters, EmailLinkRow, "time_column" | "add_query_items">>("M365DHunting.email_link"),
  /**
   * A link opened from a mail program, then a browser download, then a SmartScreen warning that the user overrode, on one device within minutes. Rare; mostly unsigned tools that suppliers send by mail.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceFileEvents.
   * Techniques: T1566.002, T1204.001, T1204.002.
   * @example `huntkit run M365DHunting.email_smartscreen --start -7d@d --end now --path .demo`
   */
  email_smartscreen: query<ShapeableQuery<DocWithLinkParameters, EmailSmartscreenRow, "time_column" | "add_query_items">>("M365DHunting.email_smartscreen"),
  /**
   * Devices that can be reached from the internet and have a vulnerability with a known exploit. The inventory can lag behind an update by a day; a firewall in front may still filter.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceTvmSoftwareVulnerabilities, DeviceInfo, DeviceTvmSoftwareVulnerabilitiesKB.
   * Techniques: T1190.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicetvmsoftwarevulnerabilities-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table
   * @example `huntkit run M365DHunting.exposed_vulnerable_devices --start -7d@d --end now --path .demo`
   */
  exposed_vulnerable_devices: query<ShapeableQuery<ExposedVulnerableDevicesParameters, ExposedVulnerableDevicesRow, "time_column" | "add_query_items">>("M365DHunting.exposed_vulnerable_devices"),
  /**
   * Harmful mail that could not be taken out of the mailbox after delivery. Mail that the user had deleted or moved away fails as well.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EmailPostDeliveryEvents, EmailEvents.
   * Techniques: T1566.001, T1566.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-emailpostdeliveryevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-emailevents-table
   * @example `huntkit run M365DHunting.failed_mail_removals --start -7d@d --end now --path .demo`
   */
  failed_mail_removals: query<ShapeableQuery<AmsiBypassesParameters, FailedMailRemovalsRow, "time_column" | "add_query_items">>("M365DHunting.failed_mail_removals"),
  /**
   * The Windows firewall switched off, or opened for remote desktop or for a program in a folder of a user. Installers add rules for their own programs in Program Files.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1562.004.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.firewall_changes --start -7d@d --end now --path .demo`
   */
  firewall_changes: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.firewall_changes"),
  /**
   * Links opened from mail of a sender who had not written to the recipient before. Most are harmless first letters; look at senders whose links few people opened, and at new domains.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: UrlClickEvents, EmailEvents.
   * Techniques: T1566.002, T1204.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-emailevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-urlclickevents-table
   * @example `huntkit run M365DHunting.first_contact_clicks --start -7d@d --end now --path .demo`
   */
  first_contact_clicks: query<ShapeableQuery<AmsiBypassesParameters, FirstContactClicksRow, "time_column" | "add_query_items">>("M365DHunting.first_contact_clicks"),
  /**
   * Applications or accounts to which Microsoft Graph refused many different requests, as when a stolen token is tried out. New integrations whose permissions are not granted yet fail as well.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: GraphAPIAuditEvents.
   * Techniques: T1087.004, T1526, T1550.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-graphapiauditevents-table
   * @example `huntkit run M365DHunting.graph_denied_requests --start -7d@d --end now --path .demo`
   */
  graph_denied_requests: query<ShapeableQuery<GraphDeniedRequestsParameters, GraphDeniedRequestsRow, "time_column" | "add_query_items">>("M365DHunting.graph_denied_requests"),
  /**
   * Applications that read many different parts of the directory through Microsoft Graph within a short time, as collectors for attack paths do. Identity governance, backup and inventory products do so by design.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: GraphAPIAuditEvents.
   * Techniques: T1087.004, T1069.003, T1526.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-graphapiauditevents-table
   * @example `huntkit run M365DHunting.graph_enumeration --start -7d@d --end now --path .demo`
   */
  graph_enumeration: query<ShapeableQuery<GraphEnumerationParameters, GraphEnumerationRow, "time_column" | "add_query_items">>("M365DHunting.graph_enumeration"),
  /**
   * Applications that read the mail of many users through Microsoft Graph. Backup, archive and signature products do so: put their ids in excluded_applications.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: GraphAPIAuditEvents.
   * Techniques: T1114.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-graphapiauditevents-table
   * @example `huntkit run M365DHunting.graph_mailbox_reads --start -7d@d --end now --path .demo`
   */
  graph_mailbox_reads: query<ShapeableQuery<GraphMailboxReadsParameters, GraphMailboxReadsRow, "time_column" | "add_query_items">>("M365DHunting.graph_mailbox_reads"),
  /**
   * Delivered mail from outside with a web page or vector image attached, as HTML smuggling and fake sign-in pages use. Secure mail portals and scanners send web pages as well.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EmailEvents, EmailAttachmentInfo.
   * Techniques: T1566.001, T1027.006.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-emailevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-emailattachmentinfo-table
   * @example `huntkit run M365DHunting.html_attachments --start -7d@d --end now --path .demo`
   */
  html_attachments: query<ShapeableQuery<HtmlAttachmentsParameters, HtmlAttachmentsRow, "time_column" | "add_query_items">>("M365DHunting.html_attachments"),
  /**
   * Successful sign-ins of one account from two countries within fewer hours than a flight takes. VPN exits, mobile carriers and cloud desktops make people seem to travel: put their addresses in excluded_addresses.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EntraIdSignInEvents.
   * Techniques: T1078.004, T1539.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-entraidsigninevents-table
   * @example `huntkit run M365DHunting.impossible_travel --start -7d@d --end now --path .demo`
   */
  impossible_travel: query<ShapeableQuery<ImpossibleTravelParameters, ImpossibleTravelRow, "time_column" | "add_query_items">>("M365DHunting.impossible_travel"),
  /**
   * New or changed rules of a mailbox that forward, delete or hide mail. People tidy newsletters away by such rules; look at rules with words such as invoice or password, with names of a sign or two, and at the address they were made from. Rules that Outlook for Windows writes itself (UpdateInboxRules) are recorded in another form and are not looked at.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: CloudAppEvents.
   * Techniques: T1564.008, T1114.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table
   * @example `huntkit run M365DHunting.inbox_rules --start -7d@d --end now --path .demo`
   */
  inbox_rules: query<ShapeableQuery<InboxRulesParameters, InboxRulesRow, "time_column" | "add_query_items">>("M365DHunting.inbox_rules"),
  /**
   * Searches of the directory for all accounts with a service principal name, the first step of Kerberoasting. Inventory and vulnerability scanners ask the same.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: IdentityQueryEvents.
   * Techniques: T1558.003, T1087.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-identityqueryevents-table
   * @example `huntkit run M365DHunting.kerberoasting_queries --start -7d@d --end now --path .demo`
   */
  kerberoasting_queries: query<ShapeableQuery<KerberoastingQueriesParameters, KerberoastingQueriesRow, "time_column" | "add_query_items">>("M365DHunting.kerberoasting_queries"),
  /**
   * Successful sign-ins with protocols that know no strong authentication. Scanners, old printers and service accounts for mail are the usual remainder.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EntraIdSignInEvents.
   * Techniques: T1078.004.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-entraidsigninevents-table
   * @example `huntkit run M365DHunting.legacy_sign_ins --start -7d@d --end now --path .demo`
   */
  legacy_sign_ins: query<ShapeableQuery<AmsiBypassesParameters, LegacySignInsRow, "time_column" | "add_query_items">>("M365DHunting.legacy_sign_ins"),
  /**
   * Event logs that were cleared or switched off. Preparation of images and some troubleshooting guides clear logs; on servers in use it is rare.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceProcessEvents.
   * Techniques: T1070.001, T1562.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.log_clearing --start -7d@d --end now --path .demo`
   */
  log_clearing: query<ShapeableQuery<AmsiBypassesParameters, DefenderTamperingRow, "time_column" | "add_query_items">>("M365DHunting.log_clearing"),
  /**
   * Programs that opened the memory of lsass.exe. Security products, backup agents and crash reporters do so too: add yours to excluded_processes once you have checked path and signer, since a name alone is easy to take.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1003.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @see https://learn.microsoft.com/defender-endpoint/attack-surface-reduction-rules-reference
   * @example `huntkit run M365DHunting.lsass_access --start -7d@d --end now --path .demo`
   */
  lsass_access: query<ShapeableQuery<LsassAccessParameters, LsassAccessRow, "time_column" | "add_query_items">>("M365DHunting.lsass_access"),
  /**
   * Command lines that write the memory of lsass.exe to a file (comsvcs.dll, procdump and others), and dump files named after it. Support engineers take such dumps rarely; Task Manager names its file lsass.dmp as well.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceFileEvents.
   * Techniques: T1003.001, T1218.011.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run M365DHunting.lsass_dumps --start -7d@d --end now --path .demo`
   */
  lsass_dumps: query<ShapeableQuery<AmsiBypassesParameters, LsassDumpsRow, "time_column" | "add_query_items">>("M365DHunting.lsass_dumps"),
  /**
   * Mailboxes that got mail from very many different senders within an hour, as when newsletters are ordered in someone's name before a fake help desk calls. Shared mailboxes get much mail every day.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EmailEvents.
   * Techniques: T1667.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-emailevents-table
   * @example `huntkit run M365DHunting.mail_bombing --start -7d@d --end now --path .demo`
   */
  mail_bombing: query<ShapeableQuery<MailBombingParameters, MailBombingRow, "time_column" | "add_query_items">>("M365DHunting.mail_bombing"),
  /**
   * Full access to a mailbox, or the right to send in its name, that was given to someone. Help desks give it for absences and shared mailboxes.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: CloudAppEvents.
   * Techniques: T1098.002, T1114.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table
   * @example `huntkit run M365DHunting.mailbox_delegations --start -7d@d --end now --path .demo`
   */
  mailbox_delegations: query<ShapeableQuery<AmsiBypassesParameters, MailboxDelegationsRow, "time_column" | "add_query_items">>("M365DHunting.mailbox_delegations"),
  /**
   * Mailboxes set to forward to another address, and mail flow rules that copy or redirect mail. Leavers and shared addresses are forwarded on purpose.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: CloudAppEvents.
   * Techniques: T1114.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table
   * @example `huntkit run M365DHunting.mailbox_forwarding --start -7d@d --end now --path .demo`
   */
  mailbox_forwarding: query<ShapeableQuery<AmsiBypassesParameters, MailboxForwardingRow, "time_column" | "add_query_items">>("M365DHunting.mailbox_forwarding"),
  /**
   * Programs that run from the recycle bin, or shells that are told to run something there. Nothing should: what remains are users who open a deleted program by hand, and a few clean-up tools.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1036, T1564.001.
   * @example `huntkit run M365DHunting.malware_recycle --start -7d@d --end now --path .demo`
   */
  malware_recycle: query<ShapeableQuery<AccessibilityPersistenceParameters, Cve20181000006lRow, "time_column" | "add_query_items">>("M365DHunting.malware_recycle"),
  /**
   * Accounts that downloaded or synchronised many files within a short time. A new computer that synchronises a library does so once; look at people who leave, and at new addresses.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: CloudAppEvents.
   * Techniques: T1530, T1213.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table
   * @example `huntkit run M365DHunting.mass_downloads --start -7d@d --end now --path .demo`
   */
  mass_downloads: query<ShapeableQuery<MassDownloadsParameters, MassDownloadsRow, "time_column" | "add_query_items">>("M365DHunting.mass_downloads"),
  /**
   * One program that deletes many files of users within a short time. Clean-up and sync tools do so too; compare the program and the folders.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1485.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run M365DHunting.mass_file_deletions --start -7d@d --end now --path .demo`
   */
  mass_file_deletions: query<ShapeableQuery<MassFileDeletionsParameters, MassFileDeletionsRow, "time_column" | "add_query_items">>("M365DHunting.mass_file_deletions"),
  /**
   * One program that gives many files of a device the same new extension within a short time, as encryption does. Photo and media tools, and conversions of archives, do so in one folder: look at Folders.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1486.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run M365DHunting.mass_file_renames --start -7d@d --end now --path .demo`
   */
  mass_file_renames: query<ShapeableQuery<MassFileRenamesParameters, MassFileRenamesRow, "time_column" | "add_query_items">>("M365DHunting.mass_file_renames"),
  /**
   * Accounts whose strong authentication was denied or not answered many times within an hour, with a success after it. People who lost their phone fail often too, without the success from a new address.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EntraIdSignInEvents.
   * Techniques: T1621, T1078.004.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-entraidsigninevents-table
   * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
   * @example `huntkit run M365DHunting.mfa_fatigue --start -7d@d --end now --path .demo`
   */
  mfa_fatigue: query<ShapeableQuery<MfaFatigueParameters, MfaFatigueRow, "time_column" | "add_query_items">>("M365DHunting.mfa_fatigue"),
  /**
   * Programs with the name of a Windows component that ran from another folder. Portable copies of Windows tools and mounted images of other systems are harmless cases.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1036.005.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.misplaced_system_programs --start -7d@d --end now --path .demo`
   */
  misplaced_system_programs: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.misplaced_system_programs"),
  /**
   * mshta.exe that runs script from its command line or from an address. Some old line-of-business applications start .hta files from a server; these come from few, known addresses.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1218.005, T1059.005, T1059.007.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.mshta_scripts --start -7d@d --end now --path .demo`
   */
  mshta_scripts: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.mshta_scripts"),
  /**
   * One process that tried many ports of one address within ten minutes. Expect vulnerability scanners, monitoring and network management; peer-to-peer and voice software use many remote ports too, but rarely below 1024.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * Techniques: T1046.
   * @example `huntkit run M365DHunting.network_scans --start -7d@d --end now --path .demo`
   */
  network_scans: query<ShapeableQuery<NetworkScansParameters, NetworkScansRow, "time_column" | "add_query_items">>("M365DHunting.network_scans"),
  /**
   * Accounts added to the local group of administrators. Device setup, LAPS and help desks do this; look at who added the account and whether it was created shortly before.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1098.007, T1136.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @example `huntkit run M365DHunting.new_local_administrators --start -7d@d --end now --path .demo`
   */
  new_local_administrators: query<ShapeableQuery<NewLocalAdministratorsParameters, NewLocalAdministratorsRow, "time_column" | "add_query_items">>("M365DHunting.new_local_administrators"),
  /**
   * Services that were installed with a program in a folder of a user or with a shell as their program. Installers and remote support tools leave such services too.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1543.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @example `huntkit run M365DHunting.new_services --start -7d@d --end now --path .demo`
   */
  new_services: query<ShapeableQuery<NewServicesParameters, NewServicesRow, "time_column" | "add_query_items">>("M365DHunting.new_services"),
  /**
   * Applications of other tenants without a verified publisher and with more than low permissions that were added lately. Small suppliers and partners often skip the verification.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: OAuthAppInfo.
   * Techniques: T1528, T1098.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-oauthappinfo-table
   * @example `huntkit run M365DHunting.new_unverified_apps --start -7d@d --end now --path .demo`
   */
  new_unverified_apps: query<ShapeableQuery<NewUnverifiedAppsParameters, NewUnverifiedAppsRow, "time_column" | "add_query_items">>("M365DHunting.new_unverified_apps"),
  /**
   * Shells, script hosts and other helpers started by an Office program. Add-ins, mail merge and reporting macros start them as well, always with the same command line.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1566.001, T1204.002, T1059.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.office_child_processes --start -7d@d --end now --path .demo`
   */
  office_child_processes: query<ShapeableQuery<OfficeChildProcessesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.office_child_processes"),
  /**
   * PowerShell command lines that fetch something from the network (download cradles), also where the command is base64-encoded. Expect software deployment, package managers (Chocolatey, winget, modules) and administrators; look at the address, at the parent (Office, a browser, wscript, a service) and at whether what was fetched is run at once.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1059.001, T1105.
   * @example `huntkit run M365DHunting.powershell_downloads --start -7d@d --end now --path .demo`
   */
  powershell_downloads: query<ShapeableQuery<AccessibilityPersistenceParameters, PowershellDownloadsRow, "time_column" | "add_query_items">>("M365DHunting.powershell_downloads"),
  /**
   * PowerShell started with a base64-encoded command, with the command decoded. Management agents (Intune, SCCM, backup, monitoring) do this daily with the same few commands: group by DecodedCommand and look at the rare ones.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1059.001, T1027.010.
   * @see https://attack.mitre.org/techniques/T1027/010/
   * @example `huntkit run M365DHunting.powershell_encoded_commands --start -7d@d --end now --path .demo`
   */
  powershell_encoded_commands: query<ShapeableQuery<AccessibilityPersistenceParameters, PowershellEncodedCommandsRow, "time_column" | "add_query_items">>("M365DHunting.powershell_encoded_commands"),
  /**
   * Accounts added to groups that rule the domain. Rare and planned in most places; compare with the change record.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: IdentityDirectoryEvents.
   * Techniques: T1098.007, T1078.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-identitydirectoryevents-table
   * @example `huntkit run M365DHunting.privileged_group_changes --start -7d@d --end now --path .demo`
   */
  privileged_group_changes: query<ShapeableQuery<PrivilegedGroupChangesParameters, PrivilegedGroupChangesRow, "time_column" | "add_query_items">>("M365DHunting.privileged_group_changes"),
  /**
   * Accounts that were given a role that rules the tenant. Activations for a limited time by role management look like this too.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: CloudAppEvents.
   * Techniques: T1098.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table
   * @example `huntkit run M365DHunting.privileged_role_assignments --start -7d@d --end now --path .demo`
   */
  privileged_role_assignments: query<ShapeableQuery<PrivilegedRoleAssignmentsParameters, PrivilegedRoleAssignmentsRow, "time_column" | "add_query_items">>("M365DHunting.privileged_role_assignments"),
  /**
   * Delivered mail from outside whose link stands in a QR code. Newsletters, parcel services and event tickets use QR codes as well: look at first contacts and at the domain.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EmailEvents, EmailUrlInfo.
   * Techniques: T1566.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-emailevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-emailurlinfo-table
   * @example `huntkit run M365DHunting.qr_code_mails --start -7d@d --end now --path .demo`
   */
  qr_code_mails: query<ShapeableQuery<QrCodeMailsParameters, QrCodeMailsRow, "time_column" | "add_query_items">>("M365DHunting.qr_code_mails"),
  /**
   * Text and web pages of one name that one program wrote into many folders. Package managers write README and licence files everywhere: leave those names out.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1486, T1491.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run M365DHunting.ransom_notes --start -7d@d --end now --path .demo`
   */
  ransom_notes: query<ShapeableQuery<RansomNotesParameters, RansomNotesRow, "time_column" | "add_query_items">>("M365DHunting.ransom_notes"),
  /**
   * Programs with a valid signature of a maker other than Microsoft that few devices ran. New or niche software is the normal case; look for remote tools, for stolen certificates, and for programs in folders of the user.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceFileCertificateInfo.
   * Techniques: T1553.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefilecertificateinfo-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.rare_signed_programs --start -7d@d --end now --path .demo`
   */
  rare_signed_programs: query<ShapeableQuery<RareSignedProgramsParameters, RareSignedProgramsRow, "time_column" | "add_query_items">>("M365DHunting.rare_signed_programs"),
  /**
   * Commands that delete shadow copies and backups or switch recovery off. Some backup products trim shadow copies with the same tools; several of these commands on a device within minutes are not housekeeping.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1490.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.recovery_sabotage --start -7d@d --end now --path .demo`
   */
  recovery_sabotage: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.recovery_sabotage"),
  /**
   * The registry hives SAM, SECURITY or SYSTEM saved to files, from which password hashes are read offline. Some backup scripts save SYSTEM alone; SAM or SECURITY together with it is rarely harmless.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1003.002, T1003.004.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.registry_hive_dumps --start -7d@d --end now --path .demo`
   */
  registry_hive_dumps: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.registry_hive_dumps"),
  /**
   * regsvr32.exe that loads a scriptlet or a file from an address or from a folder any user can write to. Installers register libraries from temporary folders; scriptlets (scrobj.dll) are hardly ever used on purpose.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1218.010.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.regsvr32_scriptlets --start -7d@d --end now --path .demo`
   */
  regsvr32_scriptlets: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.regsvr32_scriptlets"),
  /**
   * Remote access programs on few devices. Help desks and suppliers use them: add those you allow to allowed_tools.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1219.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table
   * @example `huntkit run M365DHunting.remote_access_tools --start -7d@d --end now --path .demo`
   */
  remote_access_tools: query<ShapeableQuery<RemoteAccessToolsParameters, RemoteAccessToolsRow, "time_column" | "add_query_items">>("M365DHunting.remote_access_tools"),
  /**
   * Forwarded ports and connections to the remote desktop port of the device itself, by which remote desktop is led through a tunnel. Administrators forward ports with ssh on purpose; connections to itself come from few programs.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceNetworkEvents.
   * Techniques: T1572, T1021.001, T1090.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table
   * @example `huntkit run M365DHunting.remote_desktop_tunnels --start -7d@d --end now --path .demo`
   */
  remote_desktop_tunnels: query<ShapeableQuery<AmsiBypassesParameters, RemoteDesktopTunnelsRow, "time_column" | "add_query_items">>("M365DHunting.remote_desktop_tunnels"),
  /**
   * Programs started by a service that a remote administration tool of the PsExec kind installed, or such a tool started here. Administrators use them; compare account, time and target with planned work.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1569.002, T1021.002, T1570.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.remote_service_execution --start -7d@d --end now --path .demo`
   */
  remote_service_execution: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.remote_service_execution"),
  /**
   * Browser extensions that are rated as a high risk and switched on, on few devices. Password managers and ad blockers are rated high for what they may read.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceTvmBrowserExtensions, DeviceInfo.
   * Techniques: T1176.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicetvmbrowserextensions-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table
   * @example `huntkit run M365DHunting.risky_browser_extensions --start -7d@d --end now --path .demo`
   */
  risky_browser_extensions: query<ShapeableQuery<RiskyBrowserExtensionsParameters, RiskyBrowserExtensionsRow, "time_column" | "add_query_items">>("M365DHunting.risky_browser_extensions"),
  /**
   * A link in a mail or chat that was opened, then a sign-in of the same account that was rated risky, within a short time: the trace of a page that passes the sign-in on. The two can be unrelated; compare the address of the link.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: UrlClickEvents, EntraIdSignInEvents.
   * Techniques: T1566.002, T1557, T1539.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-urlclickevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-entraidsigninevents-table
   * @example `huntkit run M365DHunting.risky_sign_ins_after_clicks --start -7d@d --end now --path .demo`
   */
  risky_sign_ins_after_clicks: query<ShapeableQuery<RiskySignInsAfterClicksParameters, RiskySignInsAfterClicksRow, "time_column" | "add_query_items">>("M365DHunting.risky_sign_ins_after_clicks"),
  /**
   * Searches of the directory, seen on the device that made them, for accounts with a service principal name (Kerberoasting) or without Kerberos preauthentication (AS-REP roasting). Inventory tools, Entra Connect and security scanners ask the same.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1558.003, T1558.004, T1087.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @example `huntkit run M365DHunting.roasting_searches_on_devices --start -7d@d --end now --path .demo`
   */
  roasting_searches_on_devices: query<ShapeableQuery<AmsiBypassesParameters, RoastingSearchesOnDevicesRow, "time_column" | "add_query_items">>("M365DHunting.roasting_searches_on_devices"),
  /**
   * Programs entered in the registry to start at logon that are scripts, shells, or lie in folders any user can write to. User-installed software (chat, meeting and update clients) uses the same keys.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceRegistryEvents.
   * Techniques: T1547.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceregistryevents-table
   * @example `huntkit run M365DHunting.run_keys --start -7d@d --end now --path .demo`
   */
  run_keys: query<ShapeableQuery<RunKeysParameters, RunKeysRow, "time_column" | "add_query_items">>("M365DHunting.run_keys"),
  /**
   * rundll32.exe that runs script, opens addresses, starts without any library, or loads one from a folder any user can write to. Printer drivers, installers and control panel items can look similar.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1218.011.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.rundll32_misuse --start -7d@d --end now --path .demo`
   */
  rundll32_misuse: query<ShapeableQuery<Rundll32MisuseParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.rundll32_misuse"),
  /**
   * Scheduled tasks that run a shell, a script host or a program in a folder of a user. Updaters of user-installed software (browsers, OneDrive, meeting clients) are the usual other case.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceEvents.
   * Techniques: T1053.005.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.scheduled_tasks --start -7d@d --end now --path .demo`
   */
  scheduled_tasks: query<ShapeableQuery<AmsiBypassesParameters, ScheduledTasksRow, "time_column" | "add_query_items">>("M365DHunting.scheduled_tasks"),
  /**
   * PowerShell that ran under a service account: the built-in LocalService and NetworkService, application pools, virtual and managed service accounts, and accounts whose name fits a pattern (adapt it to the names in use). Web shells and exploited services look like this. Expect monitoring, backup and SQL agent jobs; leave theirs out with add_query_items. LocalSystem is left out, it is too common.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1059.001, T1078, T1505.003.
   * @example `huntkit run M365DHunting.service_account_powershell --start -7d@d --end now --path .demo`
   */
  service_account_powershell: query<ShapeableQuery<ServiceAccountPowershellParameters, ServiceAccountPowershellRow, "time_column" | "add_query_items">>("M365DHunting.service_account_powershell"),
  /**
   * Many services or programs stopped from a command line on one device within a short time. Patching of database servers and uninstallers stop several as well.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1489, T1562.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.service_stop_bursts --start -7d@d --end now --path .demo`
   */
  service_stop_bursts: query<ShapeableQuery<ServiceStopBurstsParameters, ServiceStopBurstsRow, "time_column" | "add_query_items">>("M365DHunting.service_stop_bursts"),
  /**
   * One sign-in session that appears from several countries or operating systems, a sign of a stolen session token. Phones that change between carrier and VPN change the country, not the operating system.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: EntraIdSignInEvents.
   * Techniques: T1539, T1550.004.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-entraidsigninevents-table
   * @see https://learn.microsoft.com/security/operations/token-theft-playbook
   * @example `huntkit run M365DHunting.session_reuse --start -7d@d --end now --path .demo`
   */
  session_reuse: query<ShapeableQuery<AmsiBypassesParameters, SessionReuseRow, "time_column" | "add_query_items">>("M365DHunting.session_reuse"),
  /**
   * Programs that ran although SmartScreen had warned about them and the user overrode the warning. The warning and its override carry the same activity; the program is found by its hash, or by its name where no hash was recorded. Expect unsigned tools of developers and small vendors.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceProcessEvents.
   * Techniques: T1204.002, T1553.005.
   * @example `huntkit run M365DHunting.smartscreen_ignored --start -7d@d --end now --path .demo`
   */
  smartscreen_ignored: query<ShapeableQuery<SmartscreenIgnoredParameters, SmartscreenIgnoredRow, "time_column" | "add_query_items">>("M365DHunting.smartscreen_ignored"),
  /**
   * One process that reached for many hosts over SMB (port 445) within ten minutes: share discovery, lateral movement or a worm. Expect domain controllers, file and backup servers, scanners and deployment; the System process stands for every SMB client of the device, so look at what else ran there.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * Techniques: T1135, T1018, T1021.002.
   * @example `huntkit run M365DHunting.smb_discovery --start -7d@d --end now --path .demo`
   */
  smb_discovery: query<ShapeableQuery<SmbDiscoveryParameters, SmbDiscoveryRow, "time_column" | "add_query_items">>("M365DHunting.smb_discovery"),
  /**
   * Programs, scripts and links put into a startup folder by something other than an installer. Users place links there themselves through Explorer.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1547.001, T1547.009.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run M365DHunting.startup_folder_files --start -7d@d --end now --path .demo`
   */
  startup_folder_files: query<ShapeableQuery<AmsiBypassesParameters, StartupFolderFilesRow, "time_column" | "add_query_items">>("M365DHunting.startup_folder_files"),
  /**
   * Tor clients and their pluggable transports, as processes and by their connections, and requests for onion addresses. Journalists, researchers and privacy-minded users run the Tor Browser; on servers and beside other findings it is command and control or theft of data.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceNetworkEvents.
   * Techniques: T1090.003, T1573.
   * @example `huntkit run M365DHunting.tor --start -7d@d --end now --path .demo`
   */
  tor: query<ShapeableQuery<AccessibilityPersistenceParameters, TorRow, "time_column" | "add_query_items">>("M365DHunting.tor"),
  /**
   * Programs and services that carry connections out of the network through a third party (ngrok, Cloudflare tunnels, dev tunnels, chisel and others). Developers use several of them to show their work.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceNetworkEvents.
   * Techniques: T1572, T1090.002, T1102.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table
   * @example `huntkit run M365DHunting.tunnel_tools --start -7d@d --end now --path .demo`
   */
  tunnel_tools: query<ShapeableQuery<TunnelToolsParameters, RemoteDesktopTunnelsRow, "time_column" | "add_query_items">>("M365DHunting.tunnel_tools"),
  /**
   * Cmdlets that a host ran around a moment and that few other devices ran in the days before. Administrators' own modules and new software show up too; a cmdlet that only this host knows, beside an alert, is worth reading.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1059.001.
   * @example `huntkit run M365DHunting.uncommon_powershell --host_name ws-001 --timestamp 2026-07-01T12:00:00Z --start -7d@d --end now --path .demo`
   */
  uncommon_powershell: query<ShapeableQuery<UncommonPowershellParameters, UncommonPowershellRow, "time_column" | "add_query_items">>("M365DHunting.uncommon_powershell"),
  /**
   * Software that its maker no longer supports, on devices that were seen in the stretch of time. Installed is not yet used or reachable; paid extended support is not known to the inventory.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceTvmSoftwareInventory, DeviceInfo.
   * Techniques: T1190, T1203.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicetvmsoftwareinventory-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table
   * @example `huntkit run M365DHunting.unsupported_software --start -7d@d --end now --path .demo`
   */
  unsupported_software: query<ShapeableQuery<UnsupportedSoftwareParameters, UnsupportedSoftwareRow, "time_column" | "add_query_items">>("M365DHunting.unsupported_software"),
  /**
   * Enabled applications with high permissions that nobody has used for a long time: nobody would miss them, and their credentials still open doors. Applications for emergencies or yearly runs belong here by design.
   *
   * Environments: M365D, M365DGraph, Local.
   * Tables: OAuthAppInfo.
   * Techniques: T1098.003, T1550.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-oauthappinfo-table
   * @see https://learn.microsoft.com/defender-cloud-apps/app-governance-app-policies-overview
   * @example `huntkit run M365DHunting.unused_privileged_apps --start -7d@d --end now --path .demo`
   */
  unused_privileged_apps: query<ShapeableQuery<UnusedPrivilegedAppsParameters, UnusedPrivilegedAppsRow, "time_column" | "add_query_items">>("M365DHunting.unused_privileged_apps"),
  /**
   * net.exe listing users, groups, group members or password policy. Logon scripts and help desks do that one command at a time; several kinds within minutes, or a parent that is no shell of an administrator, is what attackers do first.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1087.001, T1087.002, T1069.001, T1069.002, T1201.
   * @example `huntkit run M365DHunting.user_enumeration --start -7d@d --end now --path .demo`
   */
  user_enumeration: query<ShapeableQuery<UserEnumerationParameters, UserEnumerationRow, "time_column" | "add_query_items">>("M365DHunting.user_enumeration"),
  /**
   * Shells and discovery tools started by the worker process of a web server, the usual trace of a web shell. Some web applications call command line tools by design; those calls are few in kind.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1505.003, T1190, T1059.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.web_server_child_processes --start -7d@d --end now --path .demo`
   */
  web_server_child_processes: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("M365DHunting.web_server_child_processes"),
  /**
   * Shells and script hosts started by the WMI provider host, as when a command is run from another machine. Inventory and deployment agents (SCCM, monitoring) do so daily: sort by how rare the command line is.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1047, T1021.006.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run M365DHunting.wmi_started_shells --start -7d@d --end now --path .demo`
   */
  wmi_started_shells: query<ShapeableQuery<WmiStartedShellsParameters, WmiStartedShellsRow, "time_column" | "add_query_items">>("M365DHunting.wmi_started_shells"),
  /**
   * WMI event filters that were bound to a consumer. Rare in most networks; hardware vendors' management agents and SCCM bind a few, always the same.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1546.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @example `huntkit run M365DHunting.wmi_subscriptions --start -7d@d --end now --path .demo`
   */
  wmi_subscriptions: query<ShapeableQuery<WmiSubscriptionsParameters, WmiSubscriptionsRow, "time_column" | "add_query_items">>("M365DHunting.wmi_subscriptions"),
} as const;

/** The queries of the family MDATP. */
export const MDATP = {
  /**
   * Events of files at or below a path, also where they were moved away from it.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDATP.file_path --param path=value --start -7d@d --end now --path .demo`
   */
  file_path: query<ShapeableQuery<ListFileEventsForPathParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.file_path"),
  /**
   * Alerts on one host.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDATP.host_alerts --host_name value --start -7d@d --end now --path .demo`
   */
  host_alerts: query<ShapeableQuery<MDEHostAlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.host_alerts"),
  /**
   * Network events of one host.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDATP.host_connections --host_name value --start -7d@d --end now --path .demo`
   */
  host_connections: query<ShapeableQuery<HostConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.host_connections"),
  /**
   * Alerts about a remote address.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDATP.ip_alerts --ip_address value --start -7d@d --end now --path .demo`
   */
  ip_alerts: query<ShapeableQuery<MDEIpAlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.ip_alerts"),
  /**
   * Network events with an address on either side. IPv4 addresses are also found where they are written as IPv6.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDATP.ip_connections --ip_address value --start -7d@d --end now --path .demo`
   */
  ip_connections: query<ShapeableQuery<IpConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.ip_connections"),
  /**
   * All alerts, with one row for each device, file or address.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDATP.list_alerts --start -7d@d --end now --path .demo`
   */
  list_alerts: query<ShapeableQuery<MDEListAlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.list_alerts"),
  /**
   * All network events. There are very many, so narrow them with add_query_items or a short time range.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDATP.list_connections --start -7d@d --end now --path .demo`
   */
  list_connections: query<ShapeableQuery<ListConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.list_connections"),
  /**
   * Events of files with a name, also under the name before a rename.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDATP.list_file_events_for_filename --file_name value --start -7d@d --end now --path .demo`
   */
  list_file_events_for_filename: query<ShapeableQuery<ListFileEventsForFilenameParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.list_file_events_for_filename"),
  /**
   * Events of files with a hash. Deletions often have none.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDATP.list_file_events_for_hash --file_hash value --start -7d@d --end now --path .demo`
   */
  list_file_events_for_hash: query<ShapeableQuery<ListFileEventsForHashParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.list_file_events_for_hash"),
  /**
   * File events of one host, named by its name or its device id (both must fit if both are given).
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Needs at least one of host_name, device_id.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDATP.list_file_events_for_host --host_name ws-001 --start -7d@d --end now --path .demo`
   */
  list_file_events_for_host: query<ShapeableQuery<AtLeastOne<ListFileEventsForHostParameters, "host_name" | "device_id">, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.list_file_events_for_host"),
  /**
   * Events of files at or below a path, also where they were moved away from it.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDATP.list_file_events_for_path --param path=value --start -7d@d --end now --path .demo`
   */
  list_file_events_for_path: query<ShapeableQuery<ListFileEventsForPathParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.list_file_events_for_path"),
  /**
   * Events of files with a hash. Deletions often have none.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDATP.list_filehash --file_hash value --start -7d@d --end now --path .demo`
   */
  list_filehash: query<ShapeableQuery<ListFileEventsForHashParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.list_filehash"),
  /**
   * Events of files with a name, also under the name before a rename.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDATP.list_files --file_name value --start -7d@d --end now --path .demo`
   */
  list_files: query<ShapeableQuery<ListFileEventsForFilenameParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.list_files"),
  /**
   * Every process that a host started. Busy hosts start thousands a day, so keep the time range short.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDATP.list_host_processes --host_name value --start -7d@d --end now --path .demo`
   */
  list_host_processes: query<ShapeableQuery<ListHostProcessesParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.list_host_processes"),
  /**
   * Processes whose command line holds at least one of the given words, in any case.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDATP.process_cmd_line --cmd_line value --start -7d@d --end now --path .demo`
   */
  process_cmd_line: query<ShapeableQuery<ProcessCmdLineParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.process_cmd_line"),
  /**
   * Starts of one program on all hosts, by the name of its file or by its hash.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDATP.process_creations --process_identifier value --start -7d@d --end now --path .demo`
   */
  process_creations: query<ShapeableQuery<ProcessCreationsParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.process_creations"),
  /**
   * Starts of the program with one hash, and what that program started.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDATP.process_for_hash --file_hash value --start -7d@d --end now --path .demo`
   */
  process_for_hash: query<ShapeableQuery<ProcessForHashParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.process_for_hash"),
  /**
   * Processes whose file lies in a folder, or at a path.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDATP.process_paths --file_path value --start -7d@d --end now --path .demo`
   */
  process_paths: query<ShapeableQuery<ProcessPathsParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.process_paths"),
  /**
   * Network events of one protocol.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDATP.protocol_connections --protocol value --start -7d@d --end now --path .demo`
   */
  protocol_connections: query<ShapeableQuery<ProtocolConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.protocol_connections"),
  /**
   * Alerts about a file, by SHA-1.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDATP.sha1_alerts --file_hash value --start -7d@d --end now --path .demo`
   */
  sha1_alerts: query<ShapeableQuery<MDESha1AlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.sha1_alerts"),
  /**
   * Alerts about a URL.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDATP.url_alerts --url value --start -7d@d --end now --path .demo`
   */
  url_alerts: query<ShapeableQuery<MDEUrlAlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.url_alerts"),
  /**
   * Network events whose URL or host name holds a text.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDATP.url_connections --url value --start -7d@d --end now --path .demo`
   */
  url_connections: query<ShapeableQuery<UrlConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDATP.url_connections"),
  /**
   * Files that an account changed, on the device itself or over the network.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDATP.user_files --account_name value --start -7d@d --end now --path .demo`
   */
  user_files: query<ShapeableQuery<UserFilesParameters, DeviceFileEventsRow, "time_column" | "add_query_items" | "table">>("MDATP.user_files"),
  /**
   * Logons and failed logons of an account on all devices.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceLogonEvents.
   * @example `huntkit run MDATP.user_logons --account_name value --start -7d@d --end now --path .demo`
   */
  user_logons: query<ShapeableQuery<UserLogonsParameters, DeviceLogonEventsRow, "time_column" | "add_query_items" | "table">>("MDATP.user_logons"),
  /**
   * Network events of processes that ran under an account.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDATP.user_network --account_name value --start -7d@d --end now --path .demo`
   */
  user_network: query<ShapeableQuery<UserNetworkParameters, DeviceNetworkEventsRow, "time_column" | "add_query_items" | "table">>("MDATP.user_network"),
  /**
   * Processes that ran under an account.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDATP.user_processes --account_name value --start -7d@d --end now --path .demo`
   */
  user_processes: query<ShapeableQuery<UserProcessesParameters, DeviceProcessEventsRow, "time_column" | "add_query_items" | "table">>("MDATP.user_processes"),
} as const;

/** The queries of the family MDE. */
export const MDE = {
  /**
   * Events of files at or below a path, also where they were moved away from it.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDE.file_path --param path=value --start -7d@d --end now --path .demo`
   */
  file_path: query<ShapeableQuery<ListFileEventsForPathParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDE.file_path"),
  /**
   * Alerts on one host.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDE.host_alerts --host_name value --start -7d@d --end now --path .demo`
   */
  host_alerts: query<ShapeableQuery<MDEHostAlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDE.host_alerts"),
  /**
   * Network events of one host.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDE.host_connections --host_name value --start -7d@d --end now --path .demo`
   */
  host_connections: query<ShapeableQuery<HostConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDE.host_connections"),
  /**
   * Alerts about a remote address.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDE.ip_alerts --ip_address value --start -7d@d --end now --path .demo`
   */
  ip_alerts: query<ShapeableQuery<MDEIpAlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDE.ip_alerts"),
  /**
   * Network events with an address on either side. IPv4 addresses are also found where they are written as IPv6.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDE.ip_connections --ip_address value --start -7d@d --end now --path .demo`
   */
  ip_connections: query<ShapeableQuery<IpConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDE.ip_connections"),
  /**
   * All alerts, with one row for each device, file or address.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDE.list_alerts --start -7d@d --end now --path .demo`
   */
  list_alerts: query<ShapeableQuery<MDEListAlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDE.list_alerts"),
  /**
   * All network events. There are very many, so narrow them with add_query_items or a short time range.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDE.list_connections --start -7d@d --end now --path .demo`
   */
  list_connections: query<ShapeableQuery<ListConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDE.list_connections"),
  /**
   * Events of files with a name, also under the name before a rename.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDE.list_file_events_for_filename --file_name value --start -7d@d --end now --path .demo`
   */
  list_file_events_for_filename: query<ShapeableQuery<ListFileEventsForFilenameParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDE.list_file_events_for_filename"),
  /**
   * Events of files with a hash. Deletions often have none.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDE.list_file_events_for_hash --file_hash value --start -7d@d --end now --path .demo`
   */
  list_file_events_for_hash: query<ShapeableQuery<ListFileEventsForHashParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDE.list_file_events_for_hash"),
  /**
   * File events of one host, named by its name or its device id (both must fit if both are given).
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Needs at least one of host_name, device_id.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDE.list_file_events_for_host --host_name ws-001 --start -7d@d --end now --path .demo`
   */
  list_file_events_for_host: query<ShapeableQuery<AtLeastOne<ListFileEventsForHostParameters, "host_name" | "device_id">, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDE.list_file_events_for_host"),
  /**
   * Events of files at or below a path, also where they were moved away from it.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDE.list_file_events_for_path --param path=value --start -7d@d --end now --path .demo`
   */
  list_file_events_for_path: query<ShapeableQuery<ListFileEventsForPathParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDE.list_file_events_for_path"),
  /**
   * Events of files with a hash. Deletions often have none.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDE.list_filehash --file_hash value --start -7d@d --end now --path .demo`
   */
  list_filehash: query<ShapeableQuery<ListFileEventsForHashParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDE.list_filehash"),
  /**
   * Events of files with a name, also under the name before a rename.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDE.list_files --file_name value --start -7d@d --end now --path .demo`
   */
  list_files: query<ShapeableQuery<ListFileEventsForFilenameParameters, DeviceFileEventsRow, "table" | "time_column" | "add_query_items">>("MDE.list_files"),
  /**
   * Every process that a host started. Busy hosts start thousands a day, so keep the time range short.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDE.list_host_processes --host_name value --start -7d@d --end now --path .demo`
   */
  list_host_processes: query<ShapeableQuery<ListHostProcessesParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDE.list_host_processes"),
  /**
   * Processes whose command line holds at least one of the given words, in any case.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDE.process_cmd_line --cmd_line value --start -7d@d --end now --path .demo`
   */
  process_cmd_line: query<ShapeableQuery<ProcessCmdLineParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDE.process_cmd_line"),
  /**
   * Starts of one program on all hosts, by the name of its file or by its hash.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDE.process_creations --process_identifier value --start -7d@d --end now --path .demo`
   */
  process_creations: query<ShapeableQuery<ProcessCreationsParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDE.process_creations"),
  /**
   * Starts of the program with one hash, and what that program started.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDE.process_for_hash --file_hash value --start -7d@d --end now --path .demo`
   */
  process_for_hash: query<ShapeableQuery<ProcessForHashParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDE.process_for_hash"),
  /**
   * Processes whose file lies in a folder, or at a path.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDE.process_paths --file_path value --start -7d@d --end now --path .demo`
   */
  process_paths: query<ShapeableQuery<ProcessPathsParameters, DeviceProcessEventsRow, "table" | "time_column" | "add_query_items">>("MDE.process_paths"),
  /**
   * Network events of one protocol.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDE.protocol_connections --protocol value --start -7d@d --end now --path .demo`
   */
  protocol_connections: query<ShapeableQuery<ProtocolConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDE.protocol_connections"),
  /**
   * Alerts about a file, by SHA-1.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDE.sha1_alerts --file_hash value --start -7d@d --end now --path .demo`
   */
  sha1_alerts: query<ShapeableQuery<MDESha1AlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDE.sha1_alerts"),
  /**
   * Alerts about a URL.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceAlertEvents.
   * @example `huntkit run MDE.url_alerts --url value --start -7d@d --end now --path .demo`
   */
  url_alerts: query<ShapeableQuery<MDEUrlAlertsParameters, DeviceAlertEventsRow, "table" | "time_column" | "add_query_items">>("MDE.url_alerts"),
  /**
   * Network events whose URL or host name holds a text.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDE.url_connections --url value --start -7d@d --end now --path .demo`
   */
  url_connections: query<ShapeableQuery<UrlConnectionsParameters, DeviceNetworkEventsRow, "table" | "time_column" | "add_query_items">>("MDE.url_connections"),
  /**
   * Files that an account changed, on the device itself or over the network.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * @example `huntkit run MDE.user_files --account_name value --start -7d@d --end now --path .demo`
   */
  user_files: query<ShapeableQuery<UserFilesParameters, DeviceFileEventsRow, "time_column" | "add_query_items" | "table">>("MDE.user_files"),
  /**
   * Logons and failed logons of an account on all devices.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceLogonEvents.
   * @example `huntkit run MDE.user_logons --account_name value --start -7d@d --end now --path .demo`
   */
  user_logons: query<ShapeableQuery<UserLogonsParameters, DeviceLogonEventsRow, "time_column" | "add_query_items" | "table">>("MDE.user_logons"),
  /**
   * Network events of processes that ran under an account.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * @example `huntkit run MDE.user_network --account_name value --start -7d@d --end now --path .demo`
   */
  user_network: query<ShapeableQuery<UserNetworkParameters, DeviceNetworkEventsRow, "time_column" | "add_query_items" | "table">>("MDE.user_network"),
  /**
   * Processes that ran under an account.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * @example `huntkit run MDE.user_processes --account_name value --start -7d@d --end now --path .demo`
   */
  user_processes: query<ShapeableQuery<UserProcessesParameters, DeviceProcessEventsRow, "time_column" | "add_query_items" | "table">>("MDE.user_processes"),
} as const;

/** The queries of the family MDEHunting. */
export const MDEHunting = {
  /**
   * Accessibility tools of the logon screen turned into a back door: a debugger set for one, its file swapped, or a shell running under its name. Windows updates replace the files through TrustedInstaller, which is left out; some kiosk and remote support products set debuggers.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceRegistryEvents, DeviceFileEvents, DeviceProcessEvents.
   * Techniques: T1546.008, T1546.012.
   * @example `huntkit run MDEHunting.accessibility_persistence --start -7d@d --end now --path .demo`
   */
  accessibility_persistence: query<ShapeableQuery<AccessibilityPersistenceParameters, AccessibilityPersistenceRow, "time_column" | "add_query_items">>("MDEHunting.accessibility_persistence"),
  /**
   * Programs and scripts written to administrative shares from another device. Software deployment does so from few addresses under few accounts.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1021.002, T1570.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run MDEHunting.admin_share_drops --start -7d@d --end now --path .demo`
   */
  admin_share_drops: query<ShapeableQuery<AdminShareDropsParameters, AdminShareDropsRow, "time_column" | "add_query_items">>("MDEHunting.admin_share_drops"),
  /**
   * PowerShell that names the parts of the antimalware scan interface which bypasses patch, also where the command is base64-encoded. Security tests and antivirus research look the same; strings cut into pieces are not found.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1562.001, T1059.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/windows/win32/amsi/antimalware-scan-interface-portal
   * @example `huntkit run MDEHunting.amsi_bypasses --start -7d@d --end now --path .demo`
   */
  amsi_bypasses: query<ShapeableQuery<AmsiBypassesParameters, AmsiBypassesRow, "time_column" | "add_query_items">>("MDEHunting.amsi_bypasses"),
  /**
   * An archive made from a command line, then an upload tool or a transfer to a file sharing service on the same device within minutes. Developers and support staff who send logs do this.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceNetworkEvents.
   * Techniques: T1560.001, T1567.002, T1048.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table
   * @example `huntkit run MDEHunting.archive_then_upload --start -7d@d --end now --path .demo`
   */
  archive_then_upload: query<ShapeableQuery<ArchiveThenUploadParameters, ArchiveThenUploadRow, "time_column" | "add_query_items">>("MDEHunting.archive_then_upload"),
  /**
   * Scripts run straight out of an archive or disk image that a user opened, from the temporary folder that the archive program unpacks to. Some suppliers send installers this way.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1204.002, T1059.005, T1059.007.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.archived_scripts_run --start -7d@d --end now --path .demo`
   */
  archived_scripts_run: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.archived_scripts_run"),
  /**
   * Files from sites that served a file which the antivirus detected, apart from the detected file itself. Big file hosters serve good and bad alike: leave yours out with excluded_sites. The site's other files on other devices are the ones that were missed.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceFileEvents.
   * Techniques: T1189, T1105.
   * @example `huntkit run MDEHunting.av_sites --start -7d@d --end now --path .demo`
   */
  av_sites: query<ShapeableQuery<AvSitesParameters, AvSitesRow, "time_column" | "add_query_items">>("MDEHunting.av_sites"),
  /**
   * Command lines that hold a base64-encoded Windows executable: the header or the words of its DOS stub, at each of the three alignments. Very few programs do this; some installers and test tools of developers do.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1027, T1140, T1059.
   * @example `huntkit run MDEHunting.b64_pe --start -7d@d --end now --path .demo`
   */
  b64_pe: query<ShapeableQuery<AccessibilityPersistenceParameters, B64PeRow, "time_column" | "add_query_items">>("MDEHunting.b64_pe"),
  /**
   * Background transfers started from a command line. Software distribution uses them too, from its own servers.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1197, T1105.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.bitsadmin_transfers --start -7d@d --end now --path .demo`
   */
  bitsadmin_transfers: query<ShapeableQuery<AmsiBypassesParameters, BitsadminTransfersRow, "time_column" | "add_query_items">>("MDEHunting.bitsadmin_transfers"),
  /**
   * Programs other than browsers whose command line names the files in which browsers keep passwords and cookies, or that make copies of these files elsewhere. Profile migration, backup and roaming-profile tools copy whole profiles.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceFileEvents.
   * Techniques: T1555.003, T1539.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run MDEHunting.browser_credential_theft --start -7d@d --end now --path .demo`
   */
  browser_credential_theft: query<ShapeableQuery<BrowserCredentialTheftParameters, BrowserCredentialTheftRow, "time_column" | "add_query_items">>("MDEHunting.browser_credential_theft"),
  /**
   * Accounts that logged on from a public address after many failed logons from there on the same device. Expect forgotten passwords behind a shared office or VPN address and scanners that meet a user of the same address; many distinct accounts from one address are worse than many failures of one. A device that takes logons from the internet is a finding by itself.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceLogonEvents.
   * Techniques: T1110, T1078, T1133.
   * @example `huntkit run MDEHunting.brute_force --start -7d@d --end now --path .demo`
   */
  brute_force: query<ShapeableQuery<BruteForceParameters, BruteForceRow, "time_column" | "add_query_items">>("MDEHunting.brute_force"),
  /**
   * certutil.exe that fetches a file from an address, or decodes one. Certificate administration uses -urlcache and -decode as well, mostly with addresses of revocation lists.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1105, T1140.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.certutil_downloads --start -7d@d --end now --path .demo`
   */
  certutil_downloads: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.certutil_downloads"),
  /**
   * Command line tools that copy whole folders to cloud storage, also under another name. Backup jobs and migrations use the same tools, from few servers.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1567.002, T1036.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.cloud_copy_tools --start -7d@d --end now --path .demo`
   */
  cloud_copy_tools: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.cloud_copy_tools"),
  /**
   * Command lines that look through files or the registry for passwords, keys and password stores. Administrators who look for a setting and secret scanners of developers do the same.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1552.001, T1552.002, T1083.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.credential_file_searches --start -7d@d --end now --path .demo`
   */
  credential_file_searches: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.credential_file_searches"),
  /**
   * Custom URI handler abuse of Electron programs on Windows (CVE-2018-1000006): a link carries switches of Chromium that run another program. Developers start Electron with such switches by hand; together with a protocol link as argument they have no good use.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1203, T1204.001.
   * @example `huntkit run MDEHunting.cve_2018_1000006l --start -7d@d --end now --path .demo`
   */
  cve_2018_1000006l: query<ShapeableQuery<AccessibilityPersistenceParameters, Cve20181000006lRow, "time_column" | "add_query_items">>("MDEHunting.cve_2018_1000006l"),
  /**
   * Commands run by the DHCP client script of NetworkManager on Linux (CVE-2018-1111), which a rogue DHCP server could inject. The script itself runs a few tools such as grep, sed and logger, which are left out; shells with commands, downloads and network tools should never show.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1059.004, T1203.
   * @example `huntkit run MDEHunting.cve_2018_1111 --start -7d@d --end now --path .demo`
   */
  cve_2018_1111: query<ShapeableQuery<AccessibilityPersistenceParameters, Cve20181000006lRow, "time_column" | "add_query_items">>("MDEHunting.cve_2018_1111"),
  /**
   * Traces of the Flash exploit CVE-2018-4878: an Office program that loads Flash, and then, within minutes, it or a shell that it started talks to the network. Old documents with Flash content load it too; since 2021 Flash should not be there at all.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceImageLoadEvents, DeviceNetworkEvents.
   * Techniques: T1203.
   * @example `huntkit run MDEHunting.cve_2018_4878 --start -7d@d --end now --path .demo`
   */
  cve_2018_4878: query<ShapeableQuery<Cve20184878Parameters, Cve20184878Row, "time_column" | "add_query_items">>("MDEHunting.cve_2018_4878"),
  /**
   * Attempts to switch off Microsoft Defender or to make exceptions for it: blocked attempts, commands, and registry values. Software deployment sets exclusions for databases and backup; ask whether the path is one of these.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceProcessEvents, DeviceRegistryEvents.
   * Techniques: T1562.001, T1112.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceregistryevents-table
   * @see https://learn.microsoft.com/defender-endpoint/tamper-protection-overview
   * @example `huntkit run MDEHunting.defender_tampering --start -7d@d --end now --path .demo`
   */
  defender_tampering: query<ShapeableQuery<AmsiBypassesParameters, DefenderTamperingRow, "time_column" | "add_query_items">>("MDEHunting.defender_tampering"),
  /**
   * MSBuild, InstallUtil, RegAsm, RegSvcs and CSC started by Office, a script host or a shell with a file in a folder any user can write to, as ways to run code under a trusted name. Build servers and developers do so from their own project folders.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1127.001, T1218.004, T1218.009.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.developer_tool_misuse --start -7d@d --end now --path .demo`
   */
  developer_tool_misuse: query<ShapeableQuery<DeveloperToolMisuseParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.developer_tool_misuse"),
  /**
   * Ways to copy the Active Directory database ntds.dit: ntdsutil, shadow copies, esentutl, or a plain copy. Backup software and the promotion of a domain controller from media look the same on domain controllers.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1003.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.directory_database_theft --start -7d@d --end now --path .demo`
   */
  directory_database_theft: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.directory_database_theft"),
  /**
   * A document from a mail, then a link that was opened from Word, then a browser download, on one device within minutes. Newsletters and shared documents do this every day: look at the kind of the file that was fetched (programs, scripts, archives, disk images) and at where from.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents, DeviceEvents.
   * Techniques: T1566.001, T1204.001, T1204.002.
   * @example `huntkit run MDEHunting.doc_with_link --start -7d@d --end now --path .demo`
   */
  doc_with_link: query<ShapeableQuery<DocWithLinkParameters, DocWithLinkRow, "time_column" | "add_query_items">>("MDEHunting.doc_with_link"),
  /**
   * Files that a browser fetched from Dropbox after another site sent it there. Firms that share files by Dropbox see many; look at programs, scripts, archives and disk images, and at referrers nobody knows.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1566.002, T1102, T1105.
   * @example `huntkit run MDEHunting.dropbox_link --start -7d@d --end now --path .demo`
   */
  dropbox_link: query<ShapeableQuery<AccessibilityPersistenceParameters, DropboxLinkRow, "time_column" | "add_query_items">>("MDEHunting.dropbox_link"),
  /**
   * A link opened from a mail program, then an alert on the same device soon after. The alert need not be about the link: compare its evidence with what the link led to. Busy devices with frequent alerts show chance pairs; shorten the time then.
   *
   * Environments: MDE, MDATP.
   * Tables: DeviceEvents, DeviceAlertEvents.
   * Techniques: T1566.002, T1204.001.
   * @example `huntkit run MDEHunting.email_link --start -7d@d --end now --path .demo`
   */
  email_link: query<ShapeableQuery<EmailLinkParameters, EmailLinkRow, "time_column" | "add_query_items">>("MDEHunting.email_link"),
  /**
   * A link opened from a mail program, then a browser download, then a SmartScreen warning that the user overrode, on one device within minutes. Rare; mostly unsigned tools that suppliers send by mail.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceFileEvents.
   * Techniques: T1566.002, T1204.001, T1204.002.
   * @example `huntkit run MDEHunting.email_smartscreen --start -7d@d --end now --path .demo`
   */
  email_smartscreen: query<ShapeableQuery<DocWithLinkParameters, EmailSmartscreenRow, "time_column" | "add_query_items">>("MDEHunting.email_smartscreen"),
  /**
   * Devices that can be reached from the internet and have a vulnerability with a known exploit. The inventory can lag behind an update by a day; a firewall in front may still filter.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceTvmSoftwareVulnerabilities, DeviceInfo, DeviceTvmSoftwareVulnerabilitiesKB.
   * Techniques: T1190.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicetvmsoftwarevulnerabilities-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table
   * @example `huntkit run MDEHunting.exposed_vulnerable_devices --start -7d@d --end now --path .demo`
   */
  exposed_vulnerable_devices: query<ShapeableQuery<ExposedVulnerableDevicesParameters, ExposedVulnerableDevicesRow, "time_column" | "add_query_items">>("MDEHunting.exposed_vulnerable_devices"),
  /**
   * The Windows firewall switched off, or opened for remote desktop or for a program in a folder of a user. Installers add rules for their own programs in Program Files.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1562.004.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.firewall_changes --start -7d@d --end now --path .demo`
   */
  firewall_changes: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.firewall_changes"),
  /**
   * Event logs that were cleared or switched off. Preparation of images and some troubleshooting guides clear logs; on servers in use it is rare.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceProcessEvents.
   * Techniques: T1070.001, T1562.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.log_clearing --start -7d@d --end now --path .demo`
   */
  log_clearing: query<ShapeableQuery<AmsiBypassesParameters, DefenderTamperingRow, "time_column" | "add_query_items">>("MDEHunting.log_clearing"),
  /**
   * Programs that opened the memory of lsass.exe. Security products, backup agents and crash reporters do so too: add yours to excluded_processes once you have checked path and signer, since a name alone is easy to take.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1003.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @see https://learn.microsoft.com/defender-endpoint/attack-surface-reduction-rules-reference
   * @example `huntkit run MDEHunting.lsass_access --start -7d@d --end now --path .demo`
   */
  lsass_access: query<ShapeableQuery<LsassAccessParameters, LsassAccessRow, "time_column" | "add_query_items">>("MDEHunting.lsass_access"),
  /**
   * Command lines that write the memory of lsass.exe to a file (comsvcs.dll, procdump and others), and dump files named after it. Support engineers take such dumps rarely; Task Manager names its file lsass.dmp as well.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceFileEvents.
   * Techniques: T1003.001, T1218.011.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run MDEHunting.lsass_dumps --start -7d@d --end now --path .demo`
   */
  lsass_dumps: query<ShapeableQuery<AmsiBypassesParameters, LsassDumpsRow, "time_column" | "add_query_items">>("MDEHunting.lsass_dumps"),
  /**
   * Programs that run from the recycle bin, or shells that are told to run something there. Nothing should: what remains are users who open a deleted program by hand, and a few clean-up tools.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1036, T1564.001.
   * @example `huntkit run MDEHunting.malware_recycle --start -7d@d --end now --path .demo`
   */
  malware_recycle: query<ShapeableQuery<AccessibilityPersistenceParameters, Cve20181000006lRow, "time_column" | "add_query_items">>("MDEHunting.malware_recycle"),
  /**
   * One program that deletes many files of users within a short time. Clean-up and sync tools do so too; compare the program and the folders.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1485.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run MDEHunting.mass_file_deletions --start -7d@d --end now --path .demo`
   */
  mass_file_deletions: query<ShapeableQuery<MassFileDeletionsParameters, MassFileDeletionsRow, "time_column" | "add_query_items">>("MDEHunting.mass_file_deletions"),
  /**
   * One program that gives many files of a device the same new extension within a short time, as encryption does. Photo and media tools, and conversions of archives, do so in one folder: look at Folders.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1486.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run MDEHunting.mass_file_renames --start -7d@d --end now --path .demo`
   */
  mass_file_renames: query<ShapeableQuery<MassFileRenamesParameters, MassFileRenamesRow, "time_column" | "add_query_items">>("MDEHunting.mass_file_renames"),
  /**
   * Programs with the name of a Windows component that ran from another folder. Portable copies of Windows tools and mounted images of other systems are harmless cases.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1036.005.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.misplaced_system_programs --start -7d@d --end now --path .demo`
   */
  misplaced_system_programs: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.misplaced_system_programs"),
  /**
   * mshta.exe that runs script from its command line or from an address. Some old line-of-business applications start .hta files from a server; these come from few, known addresses.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1218.005, T1059.005, T1059.007.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.mshta_scripts --start -7d@d --end now --path .demo`
   */
  mshta_scripts: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.mshta_scripts"),
  /**
   * One process that tried many ports of one address within ten minutes. Expect vulnerability scanners, monitoring and network management; peer-to-peer and voice software use many remote ports too, but rarely below 1024.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * Techniques: T1046.
   * @example `huntkit run MDEHunting.network_scans --start -7d@d --end now --path .demo`
   */
  network_scans: query<ShapeableQuery<NetworkScansParameters, NetworkScansRow, "time_column" | "add_query_items">>("MDEHunting.network_scans"),
  /**
   * Accounts added to the local group of administrators. Device setup, LAPS and help desks do this; look at who added the account and whether it was created shortly before.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1098.007, T1136.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @example `huntkit run MDEHunting.new_local_administrators --start -7d@d --end now --path .demo`
   */
  new_local_administrators: query<ShapeableQuery<NewLocalAdministratorsParameters, NewLocalAdministratorsRow, "time_column" | "add_query_items">>("MDEHunting.new_local_administrators"),
  /**
   * Services that were installed with a program in a folder of a user or with a shell as their program. Installers and remote support tools leave such services too.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1543.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @example `huntkit run MDEHunting.new_services --start -7d@d --end now --path .demo`
   */
  new_services: query<ShapeableQuery<NewServicesParameters, NewServicesRow, "time_column" | "add_query_items">>("MDEHunting.new_services"),
  /**
   * Shells, script hosts and other helpers started by an Office program. Add-ins, mail merge and reporting macros start them as well, always with the same command line.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1566.001, T1204.002, T1059.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.office_child_processes --start -7d@d --end now --path .demo`
   */
  office_child_processes: query<ShapeableQuery<OfficeChildProcessesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.office_child_processes"),
  /**
   * PowerShell command lines that fetch something from the network (download cradles), also where the command is base64-encoded. Expect software deployment, package managers (Chocolatey, winget, modules) and administrators; look at the address, at the parent (Office, a browser, wscript, a service) and at whether what was fetched is run at once.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1059.001, T1105.
   * @example `huntkit run MDEHunting.powershell_downloads --start -7d@d --end now --path .demo`
   */
  powershell_downloads: query<ShapeableQuery<AccessibilityPersistenceParameters, PowershellDownloadsRow, "time_column" | "add_query_items">>("MDEHunting.powershell_downloads"),
  /**
   * PowerShell started with a base64-encoded command, with the command decoded. Management agents (Intune, SCCM, backup, monitoring) do this daily with the same few commands: group by DecodedCommand and look at the rare ones.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1059.001, T1027.010.
   * @see https://attack.mitre.org/techniques/T1027/010/
   * @example `huntkit run MDEHunting.powershell_encoded_commands --start -7d@d --end now --path .demo`
   */
  powershell_encoded_commands: query<ShapeableQuery<AccessibilityPersistenceParameters, PowershellEncodedCommandsRow, "time_column" | "add_query_items">>("MDEHunting.powershell_encoded_commands"),
  /**
   * Text and web pages of one name that one program wrote into many folders. Package managers write README and licence files everywhere: leave those names out.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1486, T1491.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run MDEHunting.ransom_notes --start -7d@d --end now --path .demo`
   */
  ransom_notes: query<ShapeableQuery<RansomNotesParameters, RansomNotesRow, "time_column" | "add_query_items">>("MDEHunting.ransom_notes"),
  /**
   * Programs with a valid signature of a maker other than Microsoft that few devices ran. New or niche software is the normal case; look for remote tools, for stolen certificates, and for programs in folders of the user.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceFileCertificateInfo.
   * Techniques: T1553.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefilecertificateinfo-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.rare_signed_programs --start -7d@d --end now --path .demo`
   */
  rare_signed_programs: query<ShapeableQuery<RareSignedProgramsParameters, RareSignedProgramsRow, "time_column" | "add_query_items">>("MDEHunting.rare_signed_programs"),
  /**
   * Commands that delete shadow copies and backups or switch recovery off. Some backup products trim shadow copies with the same tools; several of these commands on a device within minutes are not housekeeping.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1490.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.recovery_sabotage --start -7d@d --end now --path .demo`
   */
  recovery_sabotage: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.recovery_sabotage"),
  /**
   * The registry hives SAM, SECURITY or SYSTEM saved to files, from which password hashes are read offline. Some backup scripts save SYSTEM alone; SAM or SECURITY together with it is rarely harmless.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1003.002, T1003.004.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.registry_hive_dumps --start -7d@d --end now --path .demo`
   */
  registry_hive_dumps: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.registry_hive_dumps"),
  /**
   * regsvr32.exe that loads a scriptlet or a file from an address or from a folder any user can write to. Installers register libraries from temporary folders; scriptlets (scrobj.dll) are hardly ever used on purpose.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1218.010.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.regsvr32_scriptlets --start -7d@d --end now --path .demo`
   */
  regsvr32_scriptlets: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.regsvr32_scriptlets"),
  /**
   * Remote access programs on few devices. Help desks and suppliers use them: add those you allow to allowed_tools.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1219.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table
   * @example `huntkit run MDEHunting.remote_access_tools --start -7d@d --end now --path .demo`
   */
  remote_access_tools: query<ShapeableQuery<RemoteAccessToolsParameters, RemoteAccessToolsRow, "time_column" | "add_query_items">>("MDEHunting.remote_access_tools"),
  /**
   * Forwarded ports and connections to the remote desktop port of the device itself, by which remote desktop is led through a tunnel. Administrators forward ports with ssh on purpose; connections to itself come from few programs.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceNetworkEvents.
   * Techniques: T1572, T1021.001, T1090.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table
   * @example `huntkit run MDEHunting.remote_desktop_tunnels --start -7d@d --end now --path .demo`
   */
  remote_desktop_tunnels: query<ShapeableQuery<AmsiBypassesParameters, RemoteDesktopTunnelsRow, "time_column" | "add_query_items">>("MDEHunting.remote_desktop_tunnels"),
  /**
   * Programs started by a service that a remote administration tool of the PsExec kind installed, or such a tool started here. Administrators use them; compare account, time and target with planned work.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1569.002, T1021.002, T1570.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.remote_service_execution --start -7d@d --end now --path .demo`
   */
  remote_service_execution: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.remote_service_execution"),
  /**
   * Browser extensions that are rated as a high risk and switched on, on few devices. Password managers and ad blockers are rated high for what they may read.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceTvmBrowserExtensions, DeviceInfo.
   * Techniques: T1176.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicetvmbrowserextensions-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table
   * @example `huntkit run MDEHunting.risky_browser_extensions --start -7d@d --end now --path .demo`
   */
  risky_browser_extensions: query<ShapeableQuery<RiskyBrowserExtensionsParameters, RiskyBrowserExtensionsRow, "time_column" | "add_query_items">>("MDEHunting.risky_browser_extensions"),
  /**
   * Searches of the directory, seen on the device that made them, for accounts with a service principal name (Kerberoasting) or without Kerberos preauthentication (AS-REP roasting). Inventory tools, Entra Connect and security scanners ask the same.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1558.003, T1558.004, T1087.002.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @example `huntkit run MDEHunting.roasting_searches_on_devices --start -7d@d --end now --path .demo`
   */
  roasting_searches_on_devices: query<ShapeableQuery<AmsiBypassesParameters, RoastingSearchesOnDevicesRow, "time_column" | "add_query_items">>("MDEHunting.roasting_searches_on_devices"),
  /**
   * Programs entered in the registry to start at logon that are scripts, shells, or lie in folders any user can write to. User-installed software (chat, meeting and update clients) uses the same keys.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceRegistryEvents.
   * Techniques: T1547.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceregistryevents-table
   * @example `huntkit run MDEHunting.run_keys --start -7d@d --end now --path .demo`
   */
  run_keys: query<ShapeableQuery<RunKeysParameters, RunKeysRow, "time_column" | "add_query_items">>("MDEHunting.run_keys"),
  /**
   * rundll32.exe that runs script, opens addresses, starts without any library, or loads one from a folder any user can write to. Printer drivers, installers and control panel items can look similar.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1218.011.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.rundll32_misuse --start -7d@d --end now --path .demo`
   */
  rundll32_misuse: query<ShapeableQuery<Rundll32MisuseParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.rundll32_misuse"),
  /**
   * Scheduled tasks that run a shell, a script host or a program in a folder of a user. Updaters of user-installed software (browsers, OneDrive, meeting clients) are the usual other case.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceEvents.
   * Techniques: T1053.005.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.scheduled_tasks --start -7d@d --end now --path .demo`
   */
  scheduled_tasks: query<ShapeableQuery<AmsiBypassesParameters, ScheduledTasksRow, "time_column" | "add_query_items">>("MDEHunting.scheduled_tasks"),
  /**
   * PowerShell that ran under a service account: the built-in LocalService and NetworkService, application pools, virtual and managed service accounts, and accounts whose name fits a pattern (adapt it to the names in use). Web shells and exploited services look like this. Expect monitoring, backup and SQL agent jobs; leave theirs out with add_query_items. LocalSystem is left out, it is too common.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1059.001, T1078, T1505.003.
   * @example `huntkit run MDEHunting.service_account_powershell --start -7d@d --end now --path .demo`
   */
  service_account_powershell: query<ShapeableQuery<ServiceAccountPowershellParameters, ServiceAccountPowershellRow, "time_column" | "add_query_items">>("MDEHunting.service_account_powershell"),
  /**
   * Many services or programs stopped from a command line on one device within a short time. Patching of database servers and uninstallers stop several as well.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1489, T1562.001.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.service_stop_bursts --start -7d@d --end now --path .demo`
   */
  service_stop_bursts: query<ShapeableQuery<ServiceStopBurstsParameters, ServiceStopBurstsRow, "time_column" | "add_query_items">>("MDEHunting.service_stop_bursts"),
  /**
   * Programs that ran although SmartScreen had warned about them and the user overrode the warning. The warning and its override carry the same activity; the program is found by its hash, or by its name where no hash was recorded. Expect unsigned tools of developers and small vendors.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents, DeviceProcessEvents.
   * Techniques: T1204.002, T1553.005.
   * @example `huntkit run MDEHunting.smartscreen_ignored --start -7d@d --end now --path .demo`
   */
  smartscreen_ignored: query<ShapeableQuery<SmartscreenIgnoredParameters, SmartscreenIgnoredRow, "time_column" | "add_query_items">>("MDEHunting.smartscreen_ignored"),
  /**
   * One process that reached for many hosts over SMB (port 445) within ten minutes: share discovery, lateral movement or a worm. Expect domain controllers, file and backup servers, scanners and deployment; the System process stands for every SMB client of the device, so look at what else ran there.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceNetworkEvents.
   * Techniques: T1135, T1018, T1021.002.
   * @example `huntkit run MDEHunting.smb_discovery --start -7d@d --end now --path .demo`
   */
  smb_discovery: query<ShapeableQuery<SmbDiscoveryParameters, SmbDiscoveryRow, "time_column" | "add_query_items">>("MDEHunting.smb_discovery"),
  /**
   * Programs, scripts and links put into a startup folder by something other than an installer. Users place links there themselves through Explorer.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceFileEvents.
   * Techniques: T1547.001, T1547.009.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
   * @example `huntkit run MDEHunting.startup_folder_files --start -7d@d --end now --path .demo`
   */
  startup_folder_files: query<ShapeableQuery<AmsiBypassesParameters, StartupFolderFilesRow, "time_column" | "add_query_items">>("MDEHunting.startup_folder_files"),
  /**
   * Tor clients and their pluggable transports, as processes and by their connections, and requests for onion addresses. Journalists, researchers and privacy-minded users run the Tor Browser; on servers and beside other findings it is command and control or theft of data.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceNetworkEvents.
   * Techniques: T1090.003, T1573.
   * @example `huntkit run MDEHunting.tor --start -7d@d --end now --path .demo`
   */
  tor: query<ShapeableQuery<AccessibilityPersistenceParameters, TorRow, "time_column" | "add_query_items">>("MDEHunting.tor"),
  /**
   * Programs and services that carry connections out of the network through a third party (ngrok, Cloudflare tunnels, dev tunnels, chisel and others). Developers use several of them to show their work.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents, DeviceNetworkEvents.
   * Techniques: T1572, T1090.002, T1102.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table
   * @example `huntkit run MDEHunting.tunnel_tools --start -7d@d --end now --path .demo`
   */
  tunnel_tools: query<ShapeableQuery<TunnelToolsParameters, RemoteDesktopTunnelsRow, "time_column" | "add_query_items">>("MDEHunting.tunnel_tools"),
  /**
   * Cmdlets that a host ran around a moment and that few other devices ran in the days before. Administrators' own modules and new software show up too; a cmdlet that only this host knows, beside an alert, is worth reading.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1059.001.
   * @example `huntkit run MDEHunting.uncommon_powershell --host_name ws-001 --timestamp 2026-07-01T12:00:00Z --start -7d@d --end now --path .demo`
   */
  uncommon_powershell: query<ShapeableQuery<UncommonPowershellParameters, UncommonPowershellRow, "time_column" | "add_query_items">>("MDEHunting.uncommon_powershell"),
  /**
   * Software that its maker no longer supports, on devices that were seen in the stretch of time. Installed is not yet used or reachable; paid extended support is not known to the inventory.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceTvmSoftwareInventory, DeviceInfo.
   * Techniques: T1190, T1203.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicetvmsoftwareinventory-table
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table
   * @example `huntkit run MDEHunting.unsupported_software --start -7d@d --end now --path .demo`
   */
  unsupported_software: query<ShapeableQuery<UnsupportedSoftwareParameters, UnsupportedSoftwareRow, "time_column" | "add_query_items">>("MDEHunting.unsupported_software"),
  /**
   * net.exe listing users, groups, group members or password policy. Logon scripts and help desks do that one command at a time; several kinds within minutes, or a parent that is no shell of an administrator, is what attackers do first.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1087.001, T1087.002, T1069.001, T1069.002, T1201.
   * @example `huntkit run MDEHunting.user_enumeration --start -7d@d --end now --path .demo`
   */
  user_enumeration: query<ShapeableQuery<UserEnumerationParameters, UserEnumerationRow, "time_column" | "add_query_items">>("MDEHunting.user_enumeration"),
  /**
   * Shells and discovery tools started by the worker process of a web server, the usual trace of a web shell. Some web applications call command line tools by design; those calls are few in kind.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1505.003, T1190, T1059.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.web_server_child_processes --start -7d@d --end now --path .demo`
   */
  web_server_child_processes: query<ShapeableQuery<AmsiBypassesParameters, ArchivedScriptsRunRow, "time_column" | "add_query_items">>("MDEHunting.web_server_child_processes"),
  /**
   * Shells and script hosts started by the WMI provider host, as when a command is run from another machine. Inventory and deployment agents (SCCM, monitoring) do so daily: sort by how rare the command line is.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1047, T1021.006.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
   * @example `huntkit run MDEHunting.wmi_started_shells --start -7d@d --end now --path .demo`
   */
  wmi_started_shells: query<ShapeableQuery<WmiStartedShellsParameters, WmiStartedShellsRow, "time_column" | "add_query_items">>("MDEHunting.wmi_started_shells"),
  /**
   * WMI event filters that were bound to a consumer. Rare in most networks; hardware vendors' management agents and SCCM bind a few, always the same.
   *
   * Environments: MDE, MDATP, M365D, M365DGraph, Local.
   * Tables: DeviceEvents.
   * Techniques: T1546.003.
   * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
   * @example `huntkit run MDEHunting.wmi_subscriptions --start -7d@d --end now --path .demo`
   */
  wmi_subscriptions: query<ShapeableQuery<WmiSubscriptionsParameters, WmiSubscriptionsRow, "time_column" | "add_query_items">>("MDEHunting.wmi_subscriptions"),
} as const;
