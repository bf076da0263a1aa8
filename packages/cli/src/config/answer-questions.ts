import { clouds } from "@huntkit/auth";
import { ParameterError } from "@huntkit/provider";
import type { AskPerson } from "../terminal/ask-person.js";
import { type InitAnswers, initQuestions, type InitChoice, type InitQuestion } from "./init-questions.table.js";

/**
 * Answers the questions of `huntkit config init`: by options first, then by the person.
 * @param person Without one, options and fallbacks must answer everything.
 * @throws {ParameterError} for an option that does not fit, and one that lists the options that are missing where nobody can be asked.
 */
export async function answerQuestions(given: InitAnswers, person: AskPerson | undefined): Promise<InitAnswers> {
  let answers: InitAnswers = {};
  const missing: InitQuestion[] = [];
  for (const question of initQuestions) {
    const option = given[question.name];
    if (question.when?.(answers) === false) {
      if (option !== undefined) throw notAsked(question);
      continue;
    }
    const choices = question.choices?.(answers, clouds);
    const answer = option !== undefined ? fromOption(question, choices, option) : person ? await asked(question, choices, person) : question.needed ? undefined : question.fallback;
    if (answer === undefined) missing.push(question);
    else if (answer !== "") answers = { ...answers, [question.name]: answer };
  }
  if (missing.length > 0) throw optionsMissing(missing);
  return answers;
}

function fromOption(question: InitQuestion, choices: readonly InitChoice[] | undefined, text: string): string {
  const { answer, problem } = judged(question, choices, text.trim());
  if (answer !== undefined) return answer;
  throw new ParameterError({ code: "option-invalid", message: `${question.option}: ${problem}` });
}

async function asked(question: InitQuestion, choices: readonly InitChoice[] | undefined, person: AskPerson): Promise<string> {
  if (choices?.length === 1 && choices[0]) return choices[0].value;
  person.tell(choices ? `\n${question.text}:\n${menu(choices)}` : "");
  const standard = choices?.some(({ value }) => value === question.fallback) === false ? choices[0]?.value : question.fallback;
  for (;;) {
    const typed = await person.line(`${choices ? "Number or name" : question.text}${standard ? ` [${standard}]` : ""}: `);
    const { answer, problem } = judged(question, choices, typed === "" ? (standard ?? "") : typed);
    if (answer !== undefined) return answer;
    person.tell(problem);
  }
}

function menu(choices: readonly InitChoice[]): string {
  const width = Math.max(...choices.map(({ value }) => value.length));
  return choices.map(({ value, meaning }, index) => `${String(index + 1).padStart(4)}  ${value.padEnd(width)}  ${meaning}`).join("\n");
}

type Judged = { readonly answer: string; readonly problem?: never } | { readonly answer?: never; readonly problem: string };

function judged({ check, fallback }: InitQuestion, choices: readonly InitChoice[] | undefined, text: string): Judged {
  if (choices) {
    const choice = choices.find(({ value }) => value.toLowerCase() === text.toLowerCase()) ?? choices[/^\d+$/.test(text) ? Number(text) - 1 : -1];
    return choice ? { answer: choice.value } : { problem: `This is none of ${choices.map(({ value }) => value).join(", ")}.` };
  }
  if (text === "") return fallback === "" ? { answer: "" } : { problem: "This needs an answer." };
  const problem = check?.(text);
  return problem === undefined ? { answer: text } : { problem };
}

function notAsked({ option, text }: InitQuestion): ParameterError {
  return new ParameterError({ code: "option-unused", message: `${option} (${text}) does not go with the other answers. Leave it out, or change --sign-in or --secret-in.` });
}

function optionsMissing(missing: readonly InitQuestion[]): ParameterError {
  const lines = missing.map(({ option, value, text, choices }) => `  ${option} <${value}>  ${text}${choices ? `: ${choices({}, clouds).map((choice) => choice.value).join(", ")}` : ""}`);
  return new ParameterError({ code: "options-missing", message: `This is no terminal, so nobody can be asked. Answer by options:\n${lines.join("\n")}` });
}
