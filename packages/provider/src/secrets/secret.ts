const hidden = new WeakMap<Secret, string>();

/**
 * A text that must not be shown: a client secret, a token, a password. Printing, inspecting, JSON and string building show
 * `***`; only {@link Secret.reveal} gives the text. The text is not a property, so no walk over the object meets it.
 */
export class Secret {
  constructor(text: string) {
    hidden.set(this, text);
  }

  /** The text itself. Call this only where it is used, and keep it in no variable that outlives the use. */
  reveal(): string {
    return hidden.get(this) ?? "";
  }

  /** Always `***`. */
  toString(): string {
    return "***";
  }

  /** Always `***`. */
  toJSON(): string {
    return "***";
  }

  /** Always `***`. */
  [Symbol.toPrimitive](): string {
    return "***";
  }

  /** Always `***`. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "***";
  }
}
