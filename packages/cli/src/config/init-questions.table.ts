import type { Cloud, CloudName, DefenderService } from "@huntkit/auth";

/** What `huntkit config init` must know, by the name of its option. Absent members are not known yet, or not needed. */
export interface InitAnswers {
  readonly cloud?: string;
  readonly env?: string;
  readonly tenant?: string;
  readonly signIn?: string;
  readonly client?: string;
  readonly user?: string;
  readonly certificate?: string;
  readonly privateKey?: string;
  readonly passphraseVariable?: string;
  readonly secretIn?: string;
  readonly secretVariable?: string;
  readonly vault?: string;
  readonly vaultSecret?: string;
}

/** One of several answers. */
export interface InitChoice {
  readonly value: string;
  readonly meaning: string;
}

/** One question of `huntkit config init`, and the option that answers it. */
export interface InitQuestion {
  readonly name: keyof InitAnswers;
  /** The option, as it is written on a command line. */
  readonly option: string;
  /** What its value is, in the help. */
  readonly value: string;
  readonly text: string;
  /** What holds if nothing is typed; an empty text leaves the setting out. */
  readonly fallback?: string;
  /** Without a terminal the option must be given; the fallback is for persons only. */
  readonly needed?: true;
  /** Whether the answers before make it a question. */
  readonly when?: (answers: InitAnswers) => boolean;
  /** All answers that there are, for the help. */
  readonly values?: readonly string[];
  /** Those to choose from, after the answers before. */
  readonly choices?: (answers: InitAnswers, clouds: Readonly<Record<CloudName, Cloud>>) => readonly InitChoice[];
  /** What is wrong with an answer, if something is. It must not quote it: people paste secrets into the wrong line. */
  readonly check?: (answer: string) => string | undefined;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const domain = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;
const variable = /^[A-Za-z_][A-Za-z0-9_]*$/;

const cloudMeanings: Readonly<Record<CloudName, string>> = {
  global: "the public cloud",
  us: "the public cloud, data in the United States",
  eu: "the public cloud, data in Europe",
  uk: "the public cloud, data in the United Kingdom",
  au: "the public cloud, data in Australia",
  swa: "a newer region of the public cloud",
  ina: "a newer region of the public cloud",
  aea: "a newer region of the public cloud",
  gcc: "American government, GCC",
  "gcc-high": "American government, GCC High",
  dod: "American government, DoD",
};

const services: readonly (InitChoice & { readonly value: DefenderService })[] = [
  { value: "M365DGraph", meaning: "Microsoft Graph: the present service, for all of Defender" },
  { value: "M365D", meaning: "Defender XDR's older service, which is being retired" },
  { value: "MDE", meaning: "Defender for Endpoint alone" },
];

const ways: readonly InitChoice[] = [
  { value: "secret", meaning: "an application, by a client secret" },
  { value: "certificate", meaning: "an application, by a certificate" },
  { value: "browser", meaning: "a person, in the browser" },
  { value: "device", meaning: "a person, by a code that is typed in elsewhere" },
  { value: "azure", meaning: "what Azure's own tools know: AZURE_… variables, az login, managed identity" },
];

const secretPlaces: readonly InitChoice[] = [
  { value: "env", meaning: "in an environment variable" },
  { value: "keyvault", meaning: "in Azure Key Vault" },
  { value: "later", meaning: "decided later: the setting is left out" },
];

const valuesOf = (choices: readonly InitChoice[]): readonly string[] => choices.map(({ value }) => value);
const isPerson = ({ signIn }: InitAnswers): boolean => signIn === "browser" || signIn === "device";
const hasVault = ({ signIn, secretIn }: InitAnswers): boolean => signIn === "secret" && secretIn === "keyvault";
const isVariable = (answer: string): string | undefined => (variable.test(answer) ? undefined : "This is no name of an environment variable (letters, digits and _). Give the name, not the value.");

/** The questions in their order. */
export const initQuestions: readonly InitQuestion[] = [
  { name: "cloud", option: "--cloud", value: "name", text: "Cloud of the tenant", fallback: "global", values: Object.keys(cloudMeanings), choices: () => Object.entries(cloudMeanings).map(([value, meaning]) => ({ value, meaning })) },
  {
    name: "env", option: "--env", value: "name", text: "Service to hunt in", fallback: "M365DGraph", values: valuesOf(services),
    choices: ({ cloud }, clouds) => services.filter(({ value }) => clouds[(cloud ?? "global") as CloudName].services[value] !== undefined),
  },
  {
    name: "tenant", option: "--tenant", value: "id", text: "Tenant: its id or one of its domains", needed: true,
    check: (answer) => (guid.test(answer) || domain.test(answer) ? undefined : "This is neither an id such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301 nor a domain such as contoso.example."),
  },
  { name: "signIn", option: "--sign-in", value: "way", text: "Who signs in", fallback: "secret", needed: true, values: valuesOf(ways), choices: () => ways },
  {
    name: "client", option: "--client", value: "id", text: "Application (client) id of the app registration", needed: true, when: ({ signIn }) => signIn !== "azure",
    check: (answer) => (guid.test(answer) ? undefined : "This is no application id: it looks like 8d5b1c1a-6d0b-4c2e-9f53-2b1c9e6f1a01, on the overview page of the app registration."),
  },
  { name: "user", option: "--user", value: "name", text: "User, for example hunter@contoso.example (empty: whoever signs in)", fallback: "", when: isPerson, check: (answer) => (/^[^@\s]+@[^@\s]+$/.test(answer) ? undefined : "This is no user name such as hunter@contoso.example.") },
  { name: "certificate", option: "--certificate", value: "file", text: "File of the certificate (PEM, DER or PFX)", needed: true, when: ({ signIn }) => signIn === "certificate" },
  { name: "privateKey", option: "--private-key", value: "file", text: "File of its private key (empty: it is in the same file)", fallback: "", when: ({ signIn }) => signIn === "certificate" },
  { name: "passphraseVariable", option: "--passphrase-variable", value: "name", text: "Environment variable with the passphrase of the key (empty: it has none)", fallback: "", when: ({ signIn }) => signIn === "certificate", check: isVariable },
  {
    name: "secretIn", option: "--secret-in", value: "place", text: "Where the client secret is", fallback: "env", needed: true, when: ({ signIn }) => signIn === "secret",
    values: valuesOf(secretPlaces), choices: () => secretPlaces,
  },
  { name: "secretVariable", option: "--secret-variable", value: "name", text: "Name of the environment variable", fallback: "HUNTKIT_CLIENT_SECRET", when: ({ signIn, secretIn }) => signIn === "secret" && secretIn === "env", check: isVariable },
  {
    name: "vault", option: "--vault", value: "name", text: "Name of the vault", needed: true, when: hasVault,
    check: (answer) => (/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/i.test(answer) ? undefined : "This is no name of a vault: 3 to 24 letters, digits and hyphens, the first part of its address."),
  },
  { name: "vaultSecret", option: "--vault-secret", value: "name", text: "Name of the secret in it (empty: DataProviders-MicrosoftDefender-Args-ClientSecret)", fallback: "", when: hasVault, check: (answer) => (/^[0-9A-Za-z-]{1,127}$/.test(answer) ? undefined : "This is no name of a secret: letters, digits and hyphens.") },
];
