import type { ServiceResponse } from "../server/service-response.js";
import { authenticateClient, namedApp, namedTenant } from "./authenticate-client.js";
import type { DeviceCodeRecord } from "./device-codes.js";
import { entraAnswer, type EntraCall, refusal, requiredMember } from "./entra-call.js";
import { userTokenAnswer } from "./issue-tokens.js";
import { requestedScope } from "./requested-scope.js";
import { signedInUser } from "./signed-in-user.js";
import type { TokenRequest } from "./token-endpoint.js";

/** `POST /{tenant}/oauth2/v2.0/devicecode`. Gives a code to any app; whether it is a public client is asked when the code is redeemed, as the service does. */
export function deviceCodeEndpoint(call: EntraCall): ServiceResponse {
  const form = call.request.form();
  const tenant = namedTenant(call);
  const app = namedApp(call, form, tenant);
  const scope = requiredMember(call, form, "scope");
  if (tenant !== undefined) requestedScope(call, scope, tenant);
  const { deviceCodes } = call.state;
  const { deviceCode, userCode } = deviceCodes.create({ tenantName: call.tenantName, clientId: app.clientId, scope });
  const page = `${call.request.origin}/devicelogin`;
  return entraAnswer(call, {
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: page,
    expires_in: deviceCodes.lifetimeSeconds,
    interval: deviceCodes.intervalSeconds,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
  });
}

/** `grant_type=device_code` (or the urn): one poll. */
export async function redeemDeviceCode(call: EntraCall, { form, app, tenant: named }: TokenRequest): Promise<ServiceResponse> {
  const record = call.state.deviceCodes.byDeviceCode(requiredMember(call, form, "device_code"));
  if (record === undefined || record.clientId !== app.clientId) throw refusal(call, 70018);
  checkState(call, record);
  const proof = await authenticateClient(call, form, app, app.publicClient);
  record.state = "redeemed";
  const tenantId = named?.id ?? call.directory.user(record.username)?.tenant.id ?? "";
  const { tenant, user } = signedInUser(call, { tenantId, username: record.username });
  const { clientId, username, strong } = record;
  const wanted = requestedScope(call, record.scope, tenant);
  return userTokenAnswer(call, { tenant, app, user, grant: { tenantId, clientId, username, strong, proof }, wanted });
}

function checkState(call: EntraCall, record: DeviceCodeRecord): void {
  const now = call.clock.now();
  const tooSoon = isTooSoon(call, record, now);
  record.polls += 1;
  record.lastPoll = now;
  if (record.state === "redeemed") throw refusal(call, 54005);
  if (record.expires <= now) throw refusal(call, 70019);
  if (record.state === "denied") throw refusal(call, 65004, {}, "authorization_declined");
  if (tooSoon) throw refusal(call, 70020);
  if (record.state === "pending") throw refusal(call, 70016);
}

function isTooSoon(call: EntraCall, record: DeviceCodeRecord, now: number): boolean {
  if (record.slowDowns > 0) {
    record.slowDowns -= 1;
    return true;
  }
  const { enforceInterval, intervalSeconds } = call.state.deviceCodes;
  return enforceInterval && now - record.lastPoll < intervalSeconds * 1000 - 500;
}
