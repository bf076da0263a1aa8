import { setMaxListeners } from "node:events";
import { CancelledError } from "@huntkit/provider";

/** One call that several wait for. It is stopped when all of them have stopped waiting. */
export class SharedCall<Answer> {
  readonly #answer: Promise<Answer>;
  readonly #controller = new AbortController();
  #waiting = 0;
  #ended = false;

  constructor(call: (signal: AbortSignal) => Promise<Answer>) {
    this.#answer = call(this.#controller.signal);
    const end = () => void (this.#ended = true);
    this.#answer.then(end, end);
  }

  /** Calls back if the call fails. */
  onFailure(listener: () => void): void {
    this.#answer.catch(listener);
  }

  /** Waits for the answer, until the signal fires. */
  async wait(signal: AbortSignal | undefined): Promise<Answer> {
    this.#waiting++;
    try {
      return await (signal ? untilAborted(this.#answer, signal) : this.#answer);
    } finally {
      if (--this.#waiting === 0 && !this.#ended) this.#controller.abort();
    }
  }
}

function untilAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  const cancelled = () => new CancelledError({ code: "cancelled", message: "The call to Key Vault was cancelled.", cause: signal.reason });
  if (signal.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled());
    if (signal instanceof EventTarget) setMaxListeners(0, signal); // one signal may stop many calls; Node would warn of a leak
    signal.addEventListener("abort", stop, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
