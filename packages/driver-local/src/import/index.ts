export { importLogs, type ImportOptions } from "./import-logs.js";
export type {
  BadLine,
  BadLines,
  EventCount,
  IgnoredColumn,
  ImportedFile,
  ImportedTable,
  ImportNote,
  ImportReport,
} from "./import-report.js";
export type { ExistingTables } from "./write/output-folder.js";
export type { SkippedEntry } from "./read/log-source.js";
export type { RecordForm } from "./read/read-records.js";
