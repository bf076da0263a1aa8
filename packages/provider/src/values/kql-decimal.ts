import { ParameterError } from "../errors/parameter-error.js";

/**
 * A KQL `decimal`: an exact decimal number, kept as its digits, because a JavaScript number would round it. Immutable.
 * Source: Microsoft Learn, "The decimal data type" (`scalar-data-types/decimal`).
 */
export class KqlDecimal {
  /** Plain digits with an optional sign and point; no exponent. */
  readonly text: string;

  /**
   * @param text Plain digits, for example `-12.50`.
   * @throws {ParameterError} if the text is not a decimal number.
   */
  constructor(text: string) {
    if (!/^-?\d+(\.\d+)?$/.test(text))
      throw new ParameterError({
        code: "decimal-invalid",
        message: `"${text.slice(0, 40)}" is not a decimal number. Write digits with an optional sign and point, such as -12.50.`,
      });
    this.text = text;
  }

  /** The nearest JavaScript number; may lose digits. */
  toNumber(): number {
    return Number(this.text);
  }

  /** The digits. */
  toString(): string {
    return this.text;
  }

  /** The digits as text, so that none is lost in JSON. */
  toJSON(): string {
    return this.text;
  }

  /** Shown by `console.log` and the debugger. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `decimal(${this.text})`;
  }
}
