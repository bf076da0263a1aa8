import { createHash } from "node:crypto";
import { type CryptoKey, exportJWK, generateKeyPair, jwtVerify, type JWK, type JWTPayload, SignJWT } from "jose";
import type { EmulatorClock } from "../server/emulator-clock.js";

/** Signs and checks the tokens of the emulator. The RSA key is made on first use. */
export interface TokenKeys {
  /** The claims as a signed token (RS256). Times are the caller's. */
  sign(claims: JWTPayload): Promise<string>;
  /** The claims of a token of this emulator. @throws what `jose` throws for a bad, foreign, expired or not yet valid token. */
  verify(jwt: string): Promise<JWTPayload>;
  /** The public keys, as `jwks_uri` serves them. */
  publicKeys(): Promise<{ readonly keys: readonly JWK[] }>;
}

/** Makes the keys; expiry is judged by `clock`. */
export function createTokenKeys(clock: EmulatorClock): TokenKeys {
  let made: ReturnType<typeof makeKeys> | undefined;
  const keys = (): ReturnType<typeof makeKeys> => (made ??= makeKeys());
  return {
    async sign(claims) {
      const { privateKey, keyId } = await keys();
      return new SignJWT(claims).setProtectedHeader({ typ: "JWT", alg: "RS256", kid: keyId, x5t: keyId }).sign(privateKey);
    },
    async verify(jwt) {
      const { publicKey } = await keys();
      return (await jwtVerify(jwt, publicKey, { algorithms: ["RS256"], currentDate: new Date(clock.now()), requiredClaims: ["exp", "iss", "aud", "tid"] })).payload;
    },
    async publicKeys() {
      return { keys: [(await keys()).jwk] };
    },
  };
}

async function makeKeys(): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: CryptoKey; readonly jwk: JWK; readonly keyId: string }> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { modulusLength: 2048 });
  const plain = await exportJWK(publicKey);
  const keyId = createHash("sha1").update(JSON.stringify(plain)).digest("base64url");
  return { privateKey, publicKey, keyId, jwk: { ...plain, use: "sig", alg: "RS256", kid: keyId, x5t: keyId } };
}
