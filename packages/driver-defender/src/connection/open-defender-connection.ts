import { cloudEndpoints, createTokenSource } from "@huntkit/auth";
import { createHttpClient, type HttpClientOptions } from "@huntkit/auth/http";
import { CancelledError, type DriverConnection, ParameterError, SettingError, type TokenSource } from "@huntkit/provider";
import type { CallLimits } from "../limiter/call-limiter.js";
import { systemClock } from "../limiter/driver-clock.js";
import { defaultLimits, tenantLimiter } from "../limiter/tenant-limiter.js";
import type { HuntingService } from "../services.table.js";
import { DefenderConnection } from "./defender-connection.js";
import type { DefenderConnectOptions } from "./defender-connect-options.js";

const BUDGET_SECONDS = 4200;
const TIMEOUT_SECONDS = 240;

/**
 * Signs in to a tenant and opens a connection to its hunting service. Nothing is asked of the service before the first query.
 * @throws {SettingError}, {CloudError}, {SignInError} for options that cannot be used and sign-in that fails.
 */
export async function openDefenderConnection(service: HuntingService, options: DefenderConnectOptions & { readonly environment?: string }): Promise<DriverConnection> {
  const environment = options.environment ?? service.names[0] ?? "";
  const endpoints = cloudEndpoints(options.cloud, environment, { ...(options.loginUri === undefined ? {} : { loginUri: options.loginUri }), ...(options.apiUri === undefined ? {} : { apiUri: options.apiUri }) });
  const numbers = limitsOf(options);
  const signIn = signInOf(options);
  const http = createHttpClient({ allowedHosts: endpoints.allowedHosts, ...network(options), timeouts: { headersMilliseconds: numbers.timeout, bodyMilliseconds: numbers.timeout } });
  const release = async (): Promise<void> => void (await Promise.all([http.close(), signIn.close?.()]));
  try {
    if (options.signal?.aborted) throw new CancelledError({ code: "cancelled", message: "The connecting was cancelled." });
    await signIn.source.getToken([endpoints.scope], options.signal === undefined ? {} : { signal: options.signal });
  } catch (error) {
    await release();
    throw error;
  }
  const clock = options.waitingClock ?? systemClock;
  const tenant = options.tenantId ?? "";
  return new DefenderConnection({
    name: options.name ?? options.instance ?? (tenant || endpoints.service),
    environment,
    service,
    endpoints,
    http,
    tokenSource: signIn.source,
    timeoutMilliseconds: numbers.timeout,
    // A token source without a tenant may be anyone's: it gets a limiter of its own.
    patience: { limiter: tenantLimiter(tenant || `source ${++sources}`, endpoints.apiUri + service.path, numbers.limits, clock), clock, random: options.random ?? Math.random, budgetMilliseconds: numbers.budget },
    release,
  });
}

let sources = 0;

function signInOf(options: DefenderConnectOptions & { readonly environment?: string }): { readonly source: TokenSource; readonly close?: () => Promise<void> } {
  if (options.tokenSource !== undefined) return { source: options.tokenSource };
  const { name: _name, instance: _instance, apiUri: _apiUri, waitingClock: _clock, random: _random, onProgress: _progress, signal: _signal, environment: _environment, environmentVariables, ...rest } = options;
  const made = createTokenSource({ ...rest, ...(environmentVariables === undefined ? {} : { environment: environmentVariables }) });
  return { source: made, close: () => made.close() };
}

function network({ caFile, proxy, environmentVariables }: DefenderConnectOptions): Pick<HttpClientOptions, "caFile" | "proxy" | "environment"> {
  return { ...(caFile === undefined ? {} : { caFile }), ...(proxy === undefined ? {} : { proxy }), ...(environmentVariables === undefined ? {} : { environment: environmentVariables }) };
}

interface Numbers {
  readonly limits: CallLimits;
  readonly budget: number;
  readonly timeout: number;
}

function limitsOf(options: DefenderConnectOptions): Numbers {
  const callsPerMinute = positive("callsPerMinute", options.callsPerMinute ?? defaultLimits.callsPerMinute);
  const callsPerHour = positive("callsPerHour", options.callsPerHour ?? defaultLimits.callsPerHour);
  if (!Number.isInteger(callsPerMinute) || !Number.isInteger(callsPerHour)) throw new SettingError({ code: "limit-invalid", message: "callsPerMinute and callsPerHour are whole numbers." });
  const budget = options.waitingBudget ?? BUDGET_SECONDS;
  if (!(budget >= 0)) throw new ParameterError({ code: "limit-invalid", message: "waitingBudget is a number of seconds from 0 on." });
  return { limits: { callsPerMinute, callsPerHour }, budget: budget * 1000, timeout: positive("queryTimeout", options.queryTimeout ?? TIMEOUT_SECONDS) * 1000 };
}

function positive(name: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new ParameterError({ code: "limit-invalid", message: `${name} is a number above 0.` });
}
