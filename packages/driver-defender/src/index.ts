export { AnswerDecoder, type DecodedAnswer, type FailureAnswer } from "./decode/answer-decoder.js";
