import { ParameterError, Secret } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";

const mostCharacters = 100_000;

/**
 * A secret from the person at the terminal, who does not see it, or else from the standard input: all of it but one line break
 * at its end. Never from the command line, which other processes can read.
 * @throws {ParameterError} if there is none.
 * @throws {CancelledError} if the person ends the question.
 */
export async function readSecret(question: string, surroundings: CommandSurroundings): Promise<Secret> {
  const { withPerson } = await import("../terminal/ask-person.js");
  const secret = surroundings.stdin.isTTY === true ? await withPerson(surroundings, (person) => person.secret(question)) : await fromInput(surroundings.stdin);
  if (secret.reveal() !== "") return secret;
  throw new ParameterError({ code: "secret-empty", message: "There is no value to store: type one, or give it on the standard input." });
}

async function fromInput(stdin: CommandSurroundings["stdin"]): Promise<Secret> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Buffer | string);
    length += bytes.length;
    if (length > mostCharacters) throw new ParameterError({ code: "secret-too-long", message: "What the standard input gives is too long for a secret (25,000 characters at most)." });
    chunks.push(bytes);
  }
  return new Secret(Buffer.concat(chunks).toString("utf8").replace(/\r?\n$/, ""));
}
