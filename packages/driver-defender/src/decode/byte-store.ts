const firstGrowth = 5 << 20;

/** Bytes that arrive in pieces, kept in one buffer that is used again and again. */
export class ByteStore {
  #bytes: Buffer = Buffer.allocUnsafeSlow(1 << 16);
  #length = 0;

  /** Number of bytes held. */
  get length(): number {
    return this.#length;
  }

  /** The bytes held; they change with the next call. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Adds bytes behind those held. */
  append(more: Uint8Array): void {
    const needed = this.#length + more.length;
    if (needed > this.#bytes.length) {
      // At once as much as a piece of a great answer takes: the system gives memory only where it is written to, and copies cost time.
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2, firstGrowth));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(more, this.#length);
    this.#length = needed;
  }

  /** Keeps the bytes from a place on, behind a text that is put before them. */
  keepFrom(place: number, prefix: Uint8Array): void {
    const rest = this.#length - place;
    if (prefix.length > place) {
      const copy = Buffer.from(this.#bytes.subarray(place, this.#length));
      this.#length = 0;
      this.append(prefix);
      this.append(copy);
      return;
    }
    this.#bytes.copyWithin(prefix.length, place, this.#length);
    this.#bytes.set(prefix, 0);
    this.#length = prefix.length + rest;
  }

  /** Lets go of the buffer. */
  release(): void {
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
  }
}
