export { AnswerDecoder, decodeAnswer, type DecodedAnswer, type FailureAnswer } from "./decode/answer-decoder.js";
