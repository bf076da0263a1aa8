import type { KqlFunction } from "@huntkit/kql";
import type { DriverConnectOptions } from "@huntkit/provider";

/** What connecting to a folder of tables takes. */
export interface LocalConnectOptions extends DriverConnectOptions {
  /** The folder that holds the tables: `<Table>.parquet|ndjson|json|csv`, the text forms also with `.gz`, or a sub-folder for each table. */
  readonly path: string;
  /** The most memory that queries may use, as `512MB` or `2GB`. Default: 80 % of the machine's memory. */
  readonly memoryLimit?: string;
  /** An existing folder for what does not fit into memory. Default: a fresh private folder, removed when the connection is closed. */
  readonly spillFolder?: string;
  /** Number of threads of one query. Default: the number of processor cores. */
  readonly threads?: number;
  /** Functions that queries may call by name, as those stored in a database; one without parameters is also a view. */
  readonly functions?: readonly KqlFunction[];
  /** Folders beside `path` whose files `externaldata` may read. Default: none. */
  readonly externalFolders?: readonly string[];
  /**
   * A MaxMind-format database of cities (`GeoLite2-City.mmdb`) for `geo_info_from_ip_address()`. Default: none, and the function is refused.
   */
  readonly geoDatabase?: string;
  /** The clock of `now()` and `ago()`. Default: the system's. */
  readonly now?: () => Date;
}
