/**
 * A unit that makes a number a timespan literal, as in `7d`.
 * Source: `TokenParser.TimespanSuffixes` of Microsoft's language service 12.4.
 */
export const timeUnit =
  /^(?:days?|d|hours?|hrs?|hr|h|milli(?:s|sec|seconds?)?|micro(?:s|sec|seconds?)?|nano(?:s|sec|seconds?)?|ms|min(?:utes?)?|m|ticks?|sec(?:onds?)?|s)$/;
