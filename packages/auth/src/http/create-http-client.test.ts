import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { CancelledError, CloudError, HuntError, Secret, ServiceError, SettingError } from "@huntkit/provider";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { loopbackCertificate, type LoopbackCertificate, type Running, startProxy, startServer } from "../__fixtures__/loopback-server.js";
import { createHttpClient, isDroppedConnection } from "./index.js";
import type { HttpClient, HttpClientOptions } from "./index.js";

const text = "rows ".repeat(2000);
let tls: LoopbackCertificate;
let server: Running;
let seen: { path: string; authorization: string | undefined }[] = [];
const clients: HttpClient[] = [];

const answers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  "/plain": (_, response) => response.end(text),
  "/echo": (request, response) => request.pipe(response),
  "/gzip": (_, response) => response.setHeader("content-encoding", "gzip").end(gzipSync(text)),
  "/deflate": (_, response) => response.setHeader("content-encoding", "deflate").end(deflateSync(text)),
  "/br": (_, response) => response.setHeader("content-encoding", "br").end(brotliCompressSync(text)),
  "/both": (_, response) => response.setHeader("content-encoding", "gzip, br").end(brotliCompressSync(gzipSync(text))),
  "/zstd": (_, response) => response.setHeader("content-encoding", "zstd").end("x"),
  "/cut-gzip": (_, response) => response.setHeader("content-encoding", "gzip").end(gzipSync(text).subarray(0, 30)),
  "/bomb": (_, response) => response.setHeader("content-encoding", "gzip").end(gzipSync(Buffer.alloc(3_000_000))),
  "/redirect": (_, response) => response.writeHead(302, { location: "/plain" }).end(),
  "/headers": (_, response) => response.writeHead(503, { "retry-after": "7", "x-many": ["a", "b"] }).end("no"),
  "/silent": () => undefined,
  "/half": (_, response) => void response.writeHead(200, { "content-length": "100" }).write("half"),
  "/drop": (request) => request.socket.destroy(),
  "/drop-mid": (request, response) => response.writeHead(200, { "content-length": "100" }).write("half", () => request.socket.destroy()),
};

beforeAll(async () => {
  tls = loopbackCertificate();
  server = await startServer(tls, (request, response) => {
    seen.push({ path: request.url ?? "", authorization: request.headers.authorization });
    answers[(request.url ?? "").split("?")[0] ?? ""]?.(request, response);
  });
});
afterAll(async () => {
  await server.close();
  rmSync(tls.folder, { recursive: true });
});
afterEach(async () => {
  seen = [];
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  const made = createHttpClient({ allowedHosts: [server.host], caFile: tls.caFile, environment: {}, ...options });
  clients.push(made);
  return made;
}

function url(path: string): string {
  return `https://${server.host}${path}`;
}

async function failure(promise: Promise<unknown>): Promise<HuntError> {
  const error: unknown = await promise.then(() => undefined, (caught: unknown) => caught);
  expect(HuntError.isInstance(error), String(error)).toBe(true);
  return error as HuntError;
}

it.each(["/plain", "/gzip", "/deflate", "/br", "/both"])("unpacks %s, whole and piece by piece", async (path) => {
  const http = client();
  expect((await http.request(url(path))).text()).toBe(text);
  const pieces: Uint8Array[] = [];
  for await (const piece of (await http.stream(url(path))).body) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe(text);
});

it("keeps connections for requests that follow each other", async () => {
  const before = server.connections();
  const http = client();
  for (let count = 0; count < 20; count++) await http.request(url("/plain"));
  // The pool may open a second one before it sees that the first is free.
  expect(server.connections() - before).toBeLessThanOrEqual(2);
});

it("sends the body as it is and gives status and headers", async () => {
  const http = client();
  expect((await http.request(url("/echo"), { method: "POST", body: "Größe" })).text()).toBe("Größe");
  const answer = await http.request(url("/headers"));
  expect(answer.status).toBe(503);
  expect(answer.headers["retry-after"]).toBe("7");
  expect(answer.headers["x-many"]).toBe("a, b");
});

it.each(["https://other.example/plain", "https://127.0.0.1:1/plain", "https://user:hidden@HOST/plain", "http://HOST/plain"])("sends nothing to %s", async (address) => {
  const error = await failure(client().request(address.replace("HOST", server.host), { headers: { authorization: "Bearer x" } }));
  expect(error).toBeInstanceOf(CloudError);
  expect(error.code).toBe("host-not-allowed");
  expect(error.message).not.toContain("hidden");
  expect(seen).toEqual([]);
});

it("gives a redirect as the answer and does not follow it", async () => {
  const answer = await client().request(url("/redirect"), { headers: { authorization: "Bearer x" } });
  expect(answer.status).toBe(302);
  expect(seen.map(({ path }) => path)).toEqual(["/redirect"]);
});

it.each([
  ["/cut-gzip", "response-damaged"],
  ["/zstd", "response-damaged"],
  ["/bomb", "response-too-large"],
  ["/drop", "connection-dropped"],
  ["/drop-mid", "connection-dropped"],
])("tells %s as %s", async (path, code) => {
  const error = await failure(client({ maximumResponseBytes: 1_000_000 }).request(url(path)));
  expect(error).toBeInstanceOf(ServiceError);
  expect(error.code).toBe(code);
  expect(isDroppedConnection(error)).toBe(code === "connection-dropped");
});

it.each(["/silent", "/half"])("ends %s by the time limit of the request and of the client", async (path) => {
  const error = await failure(client().request(url(path), { timeoutMilliseconds: 60 }));
  expect(error.code).toBe("service-timeout");
  expect(error.message).not.toContain("secret");
  expect((await failure(client({ timeouts: { headersMilliseconds: 60, bodyMilliseconds: 60 } }).request(url(path)))).code).toBe("service-timeout");
});

it("stops by the caller's signal, before and while it waits, and leaves nothing on the signal", async () => {
  const controller = new AbortController();
  const pending = failure(client().request(url("/silent?secret=1"), { signal: controller.signal }));
  setTimeout(() => controller.abort(), 30);
  const error = await pending;
  expect(error).toBeInstanceOf(CancelledError);
  expect(error.message).not.toContain("secret");
  expect(await failure(client().request(url("/plain"), { signal: controller.signal }))).toBeInstanceOf(CancelledError);
});

it("takes one signal for many requests at the same time without a warning of a leak", async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on("warning", onWarning);
  const { signal } = new AbortController();
  const http = client();
  await Promise.all(Array.from({ length: 20 }, () => http.request(url("/plain"), { signal })));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", onWarning);
  expect(warnings).toEqual([]);
});

it("names the setting for an authority that is not trusted, and keeps the cause", async () => {
  const error = await failure(createHttpClient({ allowedHosts: [server.host], environment: {} }).request(url("/plain")));
  expect(error).toBeInstanceOf(SettingError);
  expect(error.code).toBe("certificate-not-trusted");
  expect(error.message).toMatch(/caFile.*NODE_EXTRA_CA_CERTS/);
  expect((error.cause as NodeJS.ErrnoException).code).toMatch(/CERT|SIGNATURE/);
});

it.each(["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"])("trusts the authorities of %s", async (name) => {
  const http = createHttpClient({ allowedHosts: [server.host], environment: { [name]: tls.caFile } });
  clients.push(http);
  expect((await http.request(url("/plain"))).status).toBe(200);
});

it("names a file of authorities that is missing or holds none, and can be asked again once it is there", async () => {
  const caFile = join(tls.folder, "later.pem");
  const http = client({ caFile });
  const error = await failure(http.request(url("/plain")));
  expect(error.code).toBe("ca-file-unreadable");
  expect(error.message).toContain(caFile);
  writeFileSync(caFile, "not a certificate");
  expect((await failure(http.request(url("/plain")))).code).toBe("ca-file-unreadable");
  copyFileSync(tls.caFile, caFile);
  expect((await http.request(url("/plain"))).status).toBe(200);
});

it("goes through the proxy of the option or the environment, except for the hosts of NO_PROXY", async () => {
  const targets: [string, string | undefined][] = [];
  const proxy = await startProxy((target, authorization) => (targets.push([target, authorization]), 200));
  try {
    const address = `http://me:p%40ss@${proxy.host}`;
    expect((await client({ proxy: address }).request(url("/plain"))).text()).toBe(text);
    expect((await client({ proxy: new Secret(address) }).request(url("/plain"))).text()).toBe(text);
    expect((await client({ environment: { https_proxy: address } }).request(url("/gzip"))).text()).toBe(text);
    const through = [server.host, `Basic ${Buffer.from("me:p@ss").toString("base64")}`];
    expect(targets).toEqual([through, through, through]);
    for (const exception of ["127.0.0.1", server.host, "*"]) {
      await client({ environment: { HTTPS_PROXY: address, NO_PROXY: exception } }).request(url("/plain"));
      await client({ proxy: address, environment: { no_proxy: exception } }).request(url("/plain"));
    }
    expect(targets).toHaveLength(3);
  } finally {
    await proxy.close();
  }
});

it("tells a proxy that refuses, without its password", async () => {
  const proxy = await startProxy((target) => (target === server.host ? 407 : 502));
  try {
    const error = await failure(client({ proxy: `http://me:hidden@${proxy.host}` }).request(url("/plain")));
    expect(error.code).toBe("proxy-refused");
    expect(error).toBeInstanceOf(SettingError);
    expect(error.message).toContain(proxy.host);
    expect(error.message).not.toContain("hidden");
  } finally {
    await proxy.close();
  }
  expect(() => client({ proxy: "socks5://me:hidden@x:1" })).toThrow(expect.objectContaining({ code: "proxy-unreadable", message: expect.not.stringContaining("hidden") as string }) as Error);
});

it("tells a host that cannot be reached", async () => {
  const error = await failure(createHttpClient({ allowedHosts: ["127.0.0.1:9"], environment: {} }).request("https://127.0.0.1:9/x"));
  expect(error.code).toBe("service-unreachable");
  expect(error.message).toContain("ECONNREFUSED");
  expect(isDroppedConnection(error)).toBe(true);
});

it("frees the connection of a stream that is left early, and refuses after close", async () => {
  const http = client({ connections: 1 });
  (await http.stream(url("/half"))).cancel();
  expect((await http.request(url("/plain"))).status).toBe(200);
  await http.close();
  await http.close();
  expect((await failure(http.request(url("/plain")))).code).toBe("client-closed");
});
