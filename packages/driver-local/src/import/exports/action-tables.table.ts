/**
 * Action types that occur in one table only, to tell the table of an exported row. Source: Defender portal schema reference;
 * published queries (for `Directory Services replication`: `IdentityDirectoryEvents | where ActionType == …`).
 */
export const actionTables: Readonly<Record<string, string>> = {
  ProcessCreated: "DeviceProcessEvents",
  ConnectionSuccess: "DeviceNetworkEvents",
  ConnectionFailed: "DeviceNetworkEvents",
  ConnectionRequest: "DeviceNetworkEvents",
  ConnectionAttempt: "DeviceNetworkEvents",
  ConnectionAcknowledged: "DeviceNetworkEvents",
  ConnectionFound: "DeviceNetworkEvents",
  InboundConnectionAccepted: "DeviceNetworkEvents",
  InboundConnectionAttempt: "DeviceNetworkEvents",
  ListeningConnectionCreated: "DeviceNetworkEvents",
  FileCreated: "DeviceFileEvents",
  FileModified: "DeviceFileEvents",
  FileDeleted: "DeviceFileEvents",
  FileRenamed: "DeviceFileEvents",
  RegistryKeyCreated: "DeviceRegistryEvents",
  RegistryKeyDeleted: "DeviceRegistryEvents",
  RegistryKeyRenamed: "DeviceRegistryEvents",
  RegistryValueSet: "DeviceRegistryEvents",
  RegistryValueDeleted: "DeviceRegistryEvents",
  ImageLoaded: "DeviceImageLoadEvents",
  "LDAP query": "IdentityQueryEvents",
  "SAMR query": "IdentityQueryEvents",
  "DNS query": "IdentityQueryEvents",
  "Directory Services replication": "IdentityDirectoryEvents",
  MailItemsAccessed: "CloudAppEvents",
};
