/** Logon types in the words of `DeviceLogonEvents.LogonType`. Source: event-4624; advanced-hunting-devicelogonevents-table. */
export const logonTypes: Readonly<Record<string, string>> = {
  "0": "System",
  "2": "Interactive",
  "3": "Network",
  "4": "Batch",
  "5": "Service",
  "7": "Unlock",
  "8": "NetworkCleartext",
  "9": "NewCredentials",
  "10": "RemoteInteractive",
  "11": "CachedInteractive",
  "12": "CachedRemoteInteractive",
  "13": "CachedUnlock",
};

/** Integrity levels by the SID of the mandatory label. Source: event-4688; "Well-known SIDs". */
export const integrityLevels: Readonly<Record<string, string>> = {
  "S-1-16-0": "Untrusted",
  "S-1-16-4096": "Low",
  "S-1-16-8192": "Medium",
  "S-1-16-8448": "MediumPlus",
  "S-1-16-12288": "High",
  "S-1-16-16384": "System",
  "S-1-16-20480": "ProtectedProcess",
};

/** Token elevation in the words of `ProcessTokenElevation`. Source: event-4688; advanced-hunting-deviceprocessevents-table. */
export const tokenElevations: Readonly<Record<string, string>> = {
  "%%1936": "TokenElevationTypeDefault",
  "%%1937": "TokenElevationTypeFull",
  "%%1938": "TokenElevationTypeLimited",
};

/** Why a logon failed, where the service's word is known from published results; other codes are kept as they are. Source: event-4625. */
export const failureReasons: Readonly<Record<string, string>> = {
  "0xc0000064": "InvalidUserNameOrPassword",
  "0xc000006a": "InvalidUserNameOrPassword",
  "0xc000006d": "InvalidUserNameOrPassword",
};
