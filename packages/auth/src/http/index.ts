export { createHttpClient } from "./create-http-client.js";
export { isDroppedConnection } from "./http-failure.js";
export type {
  HttpClient,
  HttpClientOptions,
  HttpRequestOptions,
  HttpResponse,
  HttpResponseHead,
  HttpStreamResponse,
  HttpTimeouts,
} from "./http-types.js";
