export { defenderDrivers, m365dDriver, m365dGraphDriver, mdeDriver } from "./defender-drivers.js";
export type { DefenderConnectOptions } from "./connection/defender-connect-options.js";
export type { DriverClock } from "./limiter/driver-clock.js";
export { CallLimiter, type AcquireOptions, type CallLimits, type WaitReason } from "./limiter/call-limiter.js";
export { AnswerDecoder, decodeAnswer, type DecodedAnswer, type FailureAnswer } from "./decode/answer-decoder.js";
