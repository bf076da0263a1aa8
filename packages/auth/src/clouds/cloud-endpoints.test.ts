import { CloudError } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { cloudEndpoints, findCloud, findVaultCloud } from "./cloud-endpoints.js";
import { cloudNames, clouds } from "./clouds.table.js";

const specified: readonly (readonly [string, string, string])[] = [
  ["global", "https://api.securitycenter.microsoft.com", "https://api.security.microsoft.com"],
  ["uk", "https://api-uk.securitycenter.microsoft.com", "https://api-uk.security.microsoft.com"],
  ["us", "https://api-us.securitycenter.microsoft.com", "https://api-us.security.microsoft.com"],
  ["eu", "https://api-eu.securitycenter.microsoft.com", "https://api-eu.security.microsoft.com"],
  ["gcc", "https://api-gcc.securitycenter.microsoft.us", "NA"],
  ["gcc-high", "https://api-gov.securitycenter.microsoft.us", "NA"],
  ["dod", "https://api-gov.securitycenter.microsoft.us", "NA"],
];

describe.each(specified)("the cloud %s", (cloud, mde, xdr) => {
  it("has the hosts and scopes of the specification, by any name and case", () => {
    for (const name of ["MDE", "mdatp", "MDATP"]) expect(cloudEndpoints(cloud.toUpperCase(), name)).toMatchObject({ apiUri: mde, scope: `${mde}/.default`, service: "MDE" });
    if (xdr !== "NA") expect(cloudEndpoints(cloud, "m365d")).toMatchObject({ apiUri: xdr, scope: `${xdr}/.default`, permission: { application: "AdvancedHunting.Read.All" } });
  });

  it("refuses NA and says what works instead", () => {
    if (xdr !== "NA") return;
    expect(() => cloudEndpoints(cloud, "M365D")).toThrow(CloudError);
    expect(() => cloudEndpoints(cloud, "M365D")).toThrow(/M365DGraph.*global, us, eu, uk/s);
  });

  it("signs in where it should", () => {
    const login = cloud === "gcc-high" || cloud === "dod" ? "https://login.microsoftonline.us" : "https://login.microsoftonline.com";
    expect(cloudEndpoints(cloud, "MDE").loginUri).toBe(login);
  });
});

it("has Graph in every cloud, with its own host for the government", () => {
  const hosts = Object.fromEntries(cloudNames.map((name) => [name, cloudEndpoints(name, "GraphHunting").apiUri]));
  expect(hosts).toMatchObject({ global: "https://graph.microsoft.com", au: "https://graph.microsoft.com", gcc: "https://graph.microsoft.com", "gcc-high": "https://graph.microsoft.us", dod: "https://dod-graph.microsoft.us" });
});

it("has the newer regions for MDE, and refuses them for M365D", () => {
  for (const name of ["au", "swa", "ina", "aea"]) {
    expect(cloudEndpoints(name, "MDE")).toMatchObject({ apiUri: `https://${name}.api.security.microsoft.com`, scope: "https://api.securitycenter.microsoft.com/.default" });
    expect(() => cloudEndpoints(name, "M365D")).toThrow(expect.objectContaining({ code: "service-not-in-cloud" }) as Error);
  }
});

it("takes a host that a page lists with that page's scope, also where the specification has none", () => {
  expect(cloudEndpoints("gcc", "M365D", { apiUri: "https://api-gcc.security.microsoft.us/" })).toMatchObject({ scope: "https://api-gcc.security.microsoft.us/.default", allowedHosts: ["api-gcc.security.microsoft.us"], page: "Defender XDR: usgov" });
  expect(cloudEndpoints("us", "MDE", { apiUri: "https://us.api.security.microsoft.com" }).scope).toBe("https://api.securitycenter.microsoft.com/.default");
});

it("allows a host that the user names, exactly that one, and only by https", () => {
  const own = cloudEndpoints("global", "M365DGraph", { apiUri: "https://127.0.0.1:8443/", loginUri: "https://127.0.0.1:8443" });
  expect(own).toMatchObject({ apiUri: "https://127.0.0.1:8443", loginUri: "https://127.0.0.1:8443", allowedHosts: ["127.0.0.1:8443"], scope: "https://graph.microsoft.com/.default" });
  for (const apiUri of ["http://127.0.0.1", "graph.microsoft.com", "https://a:b@c"]) expect(() => cloudEndpoints("global", "MDE", { apiUri })).toThrow(expect.objectContaining({ code: "host-not-https" }) as Error);
});

it("names the clouds and services that exist for one that does not", () => {
  expect(() => findCloud("mars")).toThrow(/global, us, eu/);
  for (const name of ["Sentinel", "constructor", "__proto__"]) expect(() => cloudEndpoints("global", name)).toThrow(expect.objectContaining({ code: "service-unknown" }) as Error);
  for (const name of ["constructor", "toString"]) expect(() => findVaultCloud(name)).toThrow(CloudError);
  expect(findCloud("GCC_High").name).toBe("gcc-high");
  expect(findCloud(" ").name).toBe("global");
});

it("knows the clouds of vaults by every alias", () => {
  expect(["global", "public", undefined].map((name) => findVaultCloud(name).vaultSuffix)).toEqual(Array(3).fill("vault.azure.net"));
  expect(["usgov", "GOV"].map((name) => findVaultCloud(name).vaultSuffix)).toEqual(Array(2).fill("vault.usgovcloudapi.net"));
  expect(["cn", "china"].map((name) => findVaultCloud(name).loginUri)).toEqual(Array(2).fill("https://login.partner.microsoftonline.cn"));
  expect(() => findVaultCloud("mars")).toThrow(CloudError);
});

it("names a source page for every host, and every scope ends in /.default", () => {
  for (const cloud of Object.values(clouds))
    for (const host of [...Object.values(cloud.services), ...Object.values(cloud.alternatives).flat()]) {
      expect(host.page.length).toBeGreaterThan(5);
      expect(host.scope).toMatch(/^https:\/\/[^/]+\/\.default$/);
      expect(new URL(host.uri).origin).toBe(host.uri);
    }
});
