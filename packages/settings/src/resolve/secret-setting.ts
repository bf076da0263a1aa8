import { connectionArgumentDefinition, connectionArgumentName, plainSpelling } from "../model/connection-argument-name.js";

const secretWords = /(secret|password|passphrase|passwd|token|credential|bearer|connectionstr(ing)?|apikey|authkey|accesskey|sharedkey|subscriptionkey|accountkey)$/;
const keyWord = /(^|[a-z])key$/;
const harmless = new Set(["privatekey", "publickey", "partitionkey", "primarykey", "foreignkey"]);

/** Whether the value of a setting is to be hidden when settings are shown, by the last key of its path. */
export function isSecretSetting(key: string): boolean {
  const argument = connectionArgumentName(key);
  if (argument) return connectionArgumentDefinition(argument).kind === "secret";
  const plain = plainSpelling(key);
  return secretWords.test(plain) || (keyWord.test(plain) && !harmless.has(plain));
}

/** Whether a text is a secret whatever it is called: a key in PEM form, or an address with a password. */
export function looksSecret(text: string): boolean {
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) || /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s]*@/i.test(text);
}
