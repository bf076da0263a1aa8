import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { DataError } from "@huntkit/provider";
import { host, type HostFunctions } from "../lower/functions/host/host-function.js";

/** What a city database holds of an address; see MaxMind's "GeoIP2 and GeoLite2 City" databases. */
interface CityRecord {
  readonly country?: Named;
  readonly subdivisions?: readonly Named[];
  readonly city?: Named;
  readonly location?: { readonly latitude?: number; readonly longitude?: number };
}

interface Named {
  readonly names?: { readonly en?: string };
}

/**
 * The host function behind `geo_info_from_ip_address()`, over a MaxMind-format database of cities. The file is read when a query
 * first asks. Rule R303. Source: Microsoft Learn, "geo_info_from_ip_address()" (`geo-info-from-ip-address-function`).
 */
export function geoDatabaseHosts(file: string): HostFunctions {
  return { host_geo_info_from_ip: { takes: ["VARCHAR"], gives: "VARCHAR", body: async () => host(["VARCHAR"], "VARCHAR", await addressReader(file)).body() } };
}

async function addressReader(file: string): Promise<(address: string) => string | null> {
  const { Reader } = await import("mmdb-lib");
  const reader = await openReader(file, Reader);
  return (address) => {
    if (isIP(address) === 0) return null;
    const found = reader.get(address) as CityRecord | null;
    return found ? infoOf(found) : null;
  };
}

async function openReader(file: string, Reader: typeof import("mmdb-lib").Reader): Promise<import("mmdb-lib").Reader<import("mmdb-lib").CityResponse>> {
  const broken = (cause: unknown): DataError =>
    new DataError({ code: "geo-database-broken", file, cause, message: `The geoDatabase ${file} cannot be read as a MaxMind database. Name a file such as GeoLite2-City.mmdb.` });
  const content = await readFile(file).catch((cause: unknown) => {
    throw broken(cause);
  });
  try {
    return new Reader<import("mmdb-lib").CityResponse>(content);
  } catch (cause) {
    throw broken(cause);
  }
}

/** What the database does not say of an address is left out. */
function infoOf({ country, subdivisions, city, location }: CityRecord): string {
  return JSON.stringify({ country: country?.names?.en, state: subdivisions?.[0]?.names?.en, city: city?.names?.en, latitude: location?.latitude, longitude: location?.longitude });
}
