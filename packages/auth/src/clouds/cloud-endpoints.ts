import { CloudError } from "@huntkit/provider";
import { cloudNames, clouds, servicePermissions, vaultClouds, type Cloud, type CloudName, type DefenderService, type ServiceHost, type VaultCloud } from "./clouds.table.js";
import { shownName } from "../shown-name.js";

/** Where to sign in, what to call and with which token, for one service in one cloud. */
export interface CloudEndpoints {
  readonly cloud: CloudName;
  readonly service: DefenderService;
  /** The origin of the sign-in service. */
  readonly loginUri: string;
  /** The origin of the service. */
  readonly apiUri: string;
  /** The scope of the token, ending in `/.default`. */
  readonly scope: string;
  /** The permission that the token needs, and the API that it belongs to. */
  readonly permission: { readonly api: string; readonly application: string; readonly delegated: string };
  /** The only hosts that a token of this sign-in may be sent to. */
  readonly allowedHosts: readonly string[];
  /** The documentation page that lists the host, or `setting apiUri`. */
  readonly page: string;
}

/** Hosts that the user names. */
export interface EndpointOverrides {
  /** The origin of another sign-in service; https only. */
  readonly loginUri?: string;
  /** The origin of another host of the service; https only. A host that a page lists keeps the scope of that page. */
  readonly apiUri?: string;
}

/**
 * The endpoints of a data environment (`MDE`, `MDATP`, `M365D`, `M365DGraph`, `GraphHunting`, any case) in a cloud.
 * @throws {CloudError} `cloud-unknown`, `service-unknown`, `service-not-in-cloud` (the message names what works instead), or
 * `host-not-https`.
 */
export function cloudEndpoints(cloud: string | undefined, dataEnvironment: string, overrides: EndpointOverrides = {}): CloudEndpoints {
  const chosen = findCloud(cloud);
  const service = defenderService(dataEnvironment);
  const host = overrides.apiUri === undefined ? chosen.services[service] : namedHost(chosen, service, overrides.apiUri);
  if (host === undefined) throw notOffered(chosen, service);
  const loginUri = overrides.loginUri === undefined ? chosen.loginUri : httpsOrigin(overrides.loginUri, "loginUri");
  const permission = servicePermissions[service];
  return { cloud: chosen.name, service, loginUri, apiUri: host.uri, scope: host.scope, permission, allowedHosts: [new URL(host.uri).host], page: host.page };
}

/**
 * A cloud by its name, in any case; nothing means `global`.
 * @throws {CloudError} `cloud-unknown`.
 */
export function findCloud(name: string | undefined): Cloud {
  const wanted = (name?.trim() || "global").toLowerCase().replace(/[_ ]/g, "-");
  const found = cloudNames.find((one) => one === wanted || one.replace("-", "") === wanted);
  if (found) return clouds[found];
  throw new CloudError({ code: "cloud-unknown", message: `There is no cloud ${shownName(name)}. The clouds are: ${cloudNames.join(", ")}.` });
}

/**
 * A cloud of Key Vault by its name: `global`, `usgov`, `cn`, with the aliases `public`, `gov`, `china`.
 * @throws {CloudError} `cloud-unknown`.
 */
export function findVaultCloud(name: string | undefined): VaultCloud {
  const wanted = (name?.trim() || "global").toLowerCase();
  const aliases: Readonly<Record<string, VaultCloud["name"]>> = { global: "global", public: "global", usgov: "usgov", gov: "usgov", cn: "cn", china: "cn" };
  const found = Object.hasOwn(aliases, wanted) ? aliases[wanted] : undefined;
  if (found) return vaultClouds[found];
  throw new CloudError({ code: "cloud-unknown", message: `There is no cloud ${shownName(name)} for vaults. Authority is one of global, usgov, cn.` });
}

/**
 * The origin of a host that the user named.
 * @throws {CloudError} `host-not-https` if it is not an https origin.
 */
export function httpsOrigin(uri: string, option: string): string {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url?.protocol === "https:" && url.username === "" && url.password === "") return url.origin;
  throw new CloudError({ code: "host-not-https", message: `${option} must be https://host or https://host:port.` });
}

function defenderService(dataEnvironment: string): DefenderService {
  const services: Readonly<Record<string, DefenderService>> = { mde: "MDE", mdatp: "MDE", m365d: "M365D", m365dgraph: "M365DGraph", graphhunting: "M365DGraph" };
  const wanted = dataEnvironment.toLowerCase();
  if (Object.hasOwn(services, wanted)) return services[wanted] as DefenderService;
  throw new CloudError({ code: "service-unknown", message: `There is no Defender service ${shownName(dataEnvironment)}. They are M365DGraph (GraphHunting), M365D, MDE (MDATP).` });
}

function namedHost(cloud: Cloud, service: DefenderService, apiUri: string): ServiceHost {
  const uri = httpsOrigin(apiUri, "apiUri");
  const listed = [cloud.services[service], ...(cloud.alternatives[service] ?? [])].find((host) => host?.uri === uri);
  if (listed) return listed;
  const scope = cloud.services[service]?.scope ?? cloud.alternatives[service]?.[0]?.scope ?? `${uri}/.default`;
  return { uri, scope, page: "setting apiUri" };
}

function notOffered(cloud: Cloud, service: DefenderService): CloudError {
  const here = (Object.keys(cloud.services) as DefenderService[]).reverse().join(" or ");
  const there = cloudNames.filter((name) => clouds[name].services[service] !== undefined).join(", ");
  const listed = (cloud.alternatives[service] ?? []).map((host) => `${host.uri} (${host.page})`).join(", ");
  return new CloudError({
    code: "service-not-in-cloud",
    message: `${service} is not offered in the cloud ${cloud.name}. There, use ${here}; ${service} works in ${there}.${listed ? ` Or set apiUri to a host that a service page lists: ${listed}.` : ""}`,
  });
}
