export { generateSample, type GenerateSampleOptions, type SampleReport } from "./generate-sample.js";
export { sampleWeekRange } from "./make-sample-week.js";
export { attackFacts } from "./attack.js";
