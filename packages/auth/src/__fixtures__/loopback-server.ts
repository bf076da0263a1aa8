import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import forge from "node-forge";

/** A certificate of its own kind for loopback, and the file of its authority. */
export interface LoopbackCertificate {
  readonly key: string;
  readonly cert: string;
  readonly caFile: string;
  readonly folder: string;
}

/** Makes an authority and a certificate for 127.0.0.1 and localhost. */
export function loopbackCertificate(): LoopbackCertificate {
  const authority = keyPair();
  const server = keyPair();
  const issuer = [{ name: "commonName", value: "test authority" }];
  const root = certificate(authority.forgePublic, issuer, issuer, [{ name: "basicConstraints", cA: true }, { name: "keyUsage", keyCertSign: true }], authority.forgePrivate);
  const names = { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }, { type: 2, value: "localhost" }] };
  const leaf = certificate(server.forgePublic, [{ name: "commonName", value: "loopback" }], issuer, [names], authority.forgePrivate);
  const folder = mkdtempSync(join(tmpdir(), "huntkit-tls-"));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, root);
  return { key: server.pem, cert: leaf, caFile, folder };
}

function keyPair(): { pem: string; forgePublic: forge.pki.rsa.PublicKey; forgePrivate: forge.pki.rsa.PrivateKey } {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = pair.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const forgePublic = forge.pki.publicKeyFromPem(pair.publicKey.export({ type: "spki", format: "pem" }).toString()) as forge.pki.rsa.PublicKey;
  return { pem, forgePublic, forgePrivate: forge.pki.privateKeyFromPem(pem) };
}

function certificate(key: forge.pki.rsa.PublicKey, subject: forge.pki.CertificateField[], issuer: forge.pki.CertificateField[], extensions: unknown[], signer: forge.pki.rsa.PrivateKey): string {
  const made = forge.pki.createCertificate();
  made.publicKey = key;
  // The first byte lies between 0x40 and 0x7f: a DER integer may begin neither with a zero byte too many nor with a sign.
  made.serialNumber = `4${randomBytes(8).toString("hex").slice(1)}`;
  made.validity.notBefore = new Date(Date.now() - 3_600_000);
  made.validity.notAfter = new Date(Date.now() + 86_400_000);
  made.setSubject(subject);
  made.setIssuer(issuer);
  made.setExtensions(extensions as object[]);
  made.sign(signer, forge.md.sha256.create());
  return forge.pki.certificateToPem(made);
}

/** A running server. */
export interface Running {
  readonly host: string;
  /** Connections made so far. */
  connections(): number;
  close(): Promise<void>;
}

/** Starts an HTTPS server on loopback. */
export async function startServer(tls: LoopbackCertificate, answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Running> {
  return running(createServer({ key: tls.key, cert: tls.cert }, answer));
}

/** Starts a proxy for CONNECT; tells each target, and the credentials it was given. */
export async function startProxy(onConnect: (target: string, authorization: string | undefined) => number): Promise<Running> {
  const server = createPlainServer();
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    const status = onConnect(request.url ?? "", request.headers["proxy-authorization"]);
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} no\r\n\r\n`);
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("error", () => target.destroy());
  });
  return running(server);
}

async function running(server: Server): Promise<Running> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
