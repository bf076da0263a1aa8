import { type MessageCode, messageCodes } from "./message-codes.js";

const actions: Readonly<Record<string, string>> = {
  ParameterError: "give another value or option",
  TemplateError: "mend the query file",
  QueryError: "mend the query",
  UnsupportedError: "say it differently, or run it elsewhere",
  SettingError: "mend the settings",
  SignInError: "sign in again, or have a permission granted",
  CloudError: "choose another cloud or host",
  QuotaError: "wait",
  ServiceError: "try again later",
  DataError: "mend or replace the file",
  CancelledError: "nothing: it was stopped",
  InternalError: "report it: it is huntkit's fault",
};

/** docs/messages.md: every code, what to do about its kind, and its words. */
export function messagePage(): string {
  const rows = messageCodes().filter(({ message }) => message !== "").map((code) => `| \`${code.code}\` | ${actionOf(code)} | ${cell(code.message)} |`);
  return `# Every message

Made from the sources (\`npm run generate\`). An error has the code as \`code\` and its kind as \`kind\`; the words, where \`…\` stands for what is filled
in, name the fix. Codes stay; words may get better. Codes in capitals are Microsoft's: \`KS…\` of the language service, \`AADSTS…\` of Entra ID
([signing in](sign-in.md)); \`HK…\` are of [lint](templates.md#lint). What the hunting services refuse is in
[Hunting in Microsoft Defender](defender.md#what-the-messages-mean). By what you see: [Troubleshooting](troubleshooting.md).

| Code | Do | Words |
| --- | --- | --- |
${rows.join("\n")}
`;
}

function actionOf({ kinds }: MessageCode): string {
  const known = [...kinds].flatMap((kind) => actions[kind] ?? []);
  return known.length === 0 ? "read it: beside a result, or of several kinds" : [...new Set(known)].sort().join("; ");
}

function cell(text: string): string {
  return text.trim().replace(/\s+/g, " ").replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("*", "\\*");
}
