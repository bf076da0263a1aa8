import { engineMacrosFor } from "../lower/functions/engine-macros.js";
import { hostNamesIn, type HostFunctions } from "../lower/functions/host/host-function.js";
import { engineError } from "./engine-error.js";
import type { Engine } from "./open-engine.js";
import { registerHostFunctions } from "./register-host-functions.js";

/** The SQL macros and the functions of ours that an engine has. Each is made when a query first needs it. */
export class MacroLibrary {
  readonly #engine: Engine;
  readonly #own: HostFunctions;
  readonly #made = new Set<string>();
  readonly #hosts = new Set<string>();
  #last: Promise<void> = Promise.resolve();

  /** @param own Functions of the connection alone. */
  constructor(engine: Engine, own: HostFunctions = {}) {
    this.#engine = engine;
    this.#own = own;
  }

  /** Makes the macros that an SQL text calls. Calls made at once take turns, so that none sees a macro that is not made yet. */
  provideFor(sql: string): Promise<void> {
    const turn = this.#last.then(() => this.#make(sql));
    this.#last = turn.catch(() => {
      // the caller of this turn has the error; the next one tries its own macros
    });
    return turn;
  }

  async #make(sql: string): Promise<void> {
    const made = new Set(this.#made);
    const text = withoutNames(sql);
    const statements = engineMacrosFor(text, made);
    const hosts = hostNamesIn([text, ...statements].join("\n")).filter((name) => !this.#hosts.has(name));
    if (statements.length === 0 && hosts.length === 0) return;
    const connection = await this.#engine.connect();
    try {
      await registerHostFunctions(connection, hosts, this.#hosts, this.#own);
      if (statements.length) await connection.run(statements.map((statement) => statement.replace("CREATE MACRO", "CREATE OR REPLACE MACRO")).join("\n"));
      for (const name of made) this.#made.add(name);
    } catch (error) {
      throw engineError(error);
    } finally {
      connection.closeSync();
    }
  }
}

/** Quoted names and texts may look like calls. */
function withoutNames(sql: string): string {
  return sql.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, "''");
}
