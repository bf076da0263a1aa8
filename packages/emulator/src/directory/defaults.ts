/** What the emulator has when nothing is said: one tenant with one app, one user and one vault. All values are for tests. */
export const emulatorDefaults = Object.freeze({
  tenantId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  domain: "contoso.example",
  clientId: "8d5b1c1a-6d0b-4c2e-9f53-2b1c9e6f1a01",
  clientSecret: "emulator~client~secret~01",
  username: "hunter@contoso.example",
  password: "Emulator-password-01",
  vaultName: "emulator-vault",
  identityClientId: "5e2c7b54-94a7-4f0e-8a3c-71d2b0e4c501",
});

/** Application permissions by service, as the guide of each service asks for. */
export const defaultRoles = Object.freeze({ graph: ["ThreatHunting.Read.All"], mde: ["AdvancedQuery.Read.All"], xdr: ["AdvancedHunting.Read.All"] });

/** Delegated permissions by service. */
export const defaultScopes = Object.freeze({
  graph: ["ThreatHunting.Read.All", "User.Read"],
  mde: ["AdvancedQuery.Read"],
  xdr: ["AdvancedHunting.Read"],
  vault: ["user_impersonation"],
  kusto: ["user_impersonation"],
  management: ["user_impersonation"],
  own: ["user_impersonation"],
});
