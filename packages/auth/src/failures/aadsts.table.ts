/** What a code of Microsoft Entra means for who signs in. */
export interface SignInExplanation {
  /** A stable name: the `code` of the SignInError. */
  readonly name: string;
  /** The settings to look at, in the spelling of the settings file. */
  readonly settings: readonly string[];
  /** What it means. */
  readonly meaning: string;
  /** What to do. */
  readonly fix: string;
}

const askAdministrator = "An administrator of the tenant must";

/**
 * The codes that people meet, by number. Page: Microsoft Entra authentication and authorization error codes.
 */
export const signInExplanations: Readonly<Record<number, SignInExplanation>> = {
  7000215: { name: "client-secret-wrong", settings: ["ClientSecret"], meaning: "the client secret is wrong", fix: "Give the secret's value, not its ID (App registrations > Certificates & secrets); it is shown only when it is made, so make a new one if it is lost" },
  7000222: { name: "client-secret-expired", settings: ["ClientSecret"], meaning: "the client secret has expired", fix: "Make a new secret under App registrations > Certificates & secrets and put its value in the setting" },
  700016: { name: "application-unknown", settings: ["ClientId", "TenantId"], meaning: "the tenant does not know the application", fix: "Check ClientId and TenantId against the app registration's overview; an application of another tenant needs an administrator's consent here" },
  90002: { name: "tenant-unknown", settings: ["TenantId", "Cloud"], meaning: "the tenant does not exist in this cloud", fix: "Check TenantId, and that Cloud is the tenant's (gcc-high and dod sign in elsewhere)" },
  900021: { name: "tenant-unknown", settings: ["TenantId"], meaning: "the tenant's id is all zeros or not valid", fix: "Give the tenant's id or one of its domains in TenantId" },
  50020: { name: "user-of-other-tenant", settings: ["UserName", "TenantId"], meaning: "the user belongs to another tenant and is no guest here", fix: "Sign in with a user of the tenant, or have the user invited" },
  50034: { name: "user-unknown", settings: ["UserName", "TenantId"], meaning: "the tenant has no such user", fix: "Check UserName and TenantId" },
  50053: { name: "account-locked", settings: ["UserName"], meaning: "the account is locked after too many attempts, or the address is blocked", fix: "Wait, or ask an administrator to unlock it" },
  50055: { name: "password-expired", settings: ["UserName"], meaning: "the user's password has expired", fix: "Sign in to a Microsoft page in a browser and change it" },
  50057: { name: "account-disabled", settings: ["UserName"], meaning: "the user's account is disabled", fix: "Ask an administrator to enable it, or use another user" },
  50126: { name: "password-wrong", settings: ["UserName"], meaning: "the user name or password is wrong", fix: "Sign in again with the right ones" },
  50072: { name: "more-proof-needed", settings: ["AuthType"], meaning: "the user must enrol for multifactor authentication", fix: "Sign in with the browser (auth_type interactive) and enrol there" },
  50074: { name: "more-proof-needed", settings: ["AuthType"], meaning: "multifactor authentication is required and was not passed", fix: "Sign in again with the browser (auth_type interactive) and pass it" },
  50076: { name: "more-proof-needed", settings: ["AuthType"], meaning: "multifactor authentication is required", fix: "Sign in with the browser (auth_type interactive) or a device code and pass it" },
  50079: { name: "more-proof-needed", settings: ["AuthType"], meaning: "the user must enrol for multifactor authentication", fix: "Sign in with the browser (auth_type interactive) and enrol there" },
  50105: { name: "user-not-assigned", settings: ["ClientId", "UserName"], meaning: "the user is not assigned to the application", fix: `${askAdministrator} assign the user (Enterprise applications > the application > Users and groups), or turn “Assignment required” off` },
  50158: { name: "more-proof-needed", settings: ["AuthType"], meaning: "an external check of Conditional Access was not passed", fix: "Sign in with the browser (auth_type interactive)" },
  50173: { name: "sign-in-revoked", settings: [], meaning: "the sign-in was revoked, for example by a change of password", fix: "Sign in again" },
  50194: { name: "application-single-tenant", settings: ["TenantId"], meaning: "the application belongs to one tenant and cannot be used through “common”", fix: "Set TenantId to that tenant" },
  53000: { name: "device-not-compliant", settings: ["AuthType"], meaning: "Conditional Access wants a compliant device", fix: "Sign in with the browser of a managed device, not by device code; or ask an administrator for an exception" },
  53001: { name: "device-not-joined", settings: ["AuthType"], meaning: "Conditional Access wants a device that is joined to the domain", fix: "Sign in with the browser of such a device, not by device code" },
  53003: { name: "blocked-by-policy", settings: ["AuthType"], meaning: "Conditional Access blocks this sign-in", fix: "The Entra sign-in log tells which policy. Device codes are often blocked: use the browser (auth_type interactive), or an application with a certificate" },
  54005: { name: "sign-in-answer-lost", settings: [], meaning: "the sign-in was already used: its first answer was lost on the way", fix: "Sign in again" },
  65001: { name: "consent-missing", settings: ["ClientId"], meaning: "nobody has consented to the application's permissions", fix: `${askAdministrator} grant consent: App registrations > API permissions > Grant admin consent` },
  65004: { name: "consent-declined", settings: ["ClientId"], meaning: "the consent was declined", fix: "Sign in again and accept, or have an administrator grant it" },
  70002: { name: "credentials-wrong", settings: ["ClientSecret", "Certificate"], meaning: "the application's credentials are wrong", fix: "Check the secret or certificate against the app registration" },
  70008: { name: "sign-in-expired", settings: [], meaning: "the stored sign-in has expired because it was not used", fix: "Sign in again" },
  70011: { name: "scope-invalid", settings: ["Cloud"], meaning: "the scope that was asked for is not valid", fix: "Check Cloud and apiUri: the scope follows from them" },
  70016: { name: "sign-in-pending", settings: [], meaning: "nobody has entered the device code yet", fix: "Open the page and enter the code" },
  70018: { name: "device-code-wrong", settings: [], meaning: "another code than the one shown was entered", fix: "Start again and enter the code that is shown" },
  70019: { name: "device-code-expired", settings: [], meaning: "the device code has ended before it was entered", fix: "Start again and enter the new code in time" },
  70020: { name: "device-code-expired", settings: [], meaning: "the device code has ended before it was entered", fix: "Start again and enter the new code in time" },
  70043: { name: "sign-in-expired", settings: [], meaning: "Conditional Access limits how long a sign-in lasts, and the time is over", fix: "Sign in again" },
  700003: { name: "device-unknown", settings: ["AuthType"], meaning: "the device was deleted from the tenant", fix: "Register the device again, or sign in from another" },
  700024: { name: "clock-wrong", settings: ["Certificate"], meaning: "the certificate's assertion is not within its valid time: the clock of this machine is wrong", fix: "Set the clock of this machine (synchronise it with NTP)" },
  700027: { name: "certificate-unknown", settings: ["Certificate", "ClientId"], meaning: "the application does not know the certificate, or its key does not fit", fix: "Upload the certificate under App registrations > Certificates & secrets > Certificates, or point Certificate at the one that is there" },
  700030: { name: "certificate-unknown", settings: ["Certificate"], meaning: "the certificate is not valid for the application", fix: "Check the certificate against the app registration" },
  700082: { name: "sign-in-expired", settings: [], meaning: "the stored sign-in has expired because it was not used", fix: "Sign in again" },
  700084: { name: "sign-in-expired", settings: [], meaning: "the stored sign-in has reached the end of its fixed life", fix: "Sign in again" },
  7000112: { name: "application-disabled", settings: ["ClientId"], meaning: "the application is disabled", fix: `${askAdministrator} enable it under Enterprise applications > Properties` },
  7000218: { name: "public-client-off", settings: ["ClientId", "ClientSecret"], meaning: "the application does not allow users to sign in without a secret", fix: "Turn “Allow public client flows” on (App registrations > Authentication), with the platform “Mobile and desktop applications” and http://localhost; or give ClientSecret or Certificate" },
  7000229: { name: "application-unknown", settings: ["ClientId", "TenantId"], meaning: "the application has no service principal in the tenant", fix: `${askAdministrator} consent to the application in this tenant` },
  500011: { name: "service-unknown", settings: ["Cloud", "TenantId"], meaning: "the tenant does not know the service that the token is for", fix: "Check Cloud and the data environment; the tenant may have no licence for the service, or its service principal is missing" },
  500113: { name: "redirect-missing", settings: ["ClientId"], meaning: "the application has no redirect address", fix: "Add the platform “Mobile and desktop applications” with http://localhost under App registrations > Authentication" },
  50011: { name: "redirect-missing", settings: ["ClientId"], meaning: "the application's redirect address is another one", fix: "Add http://localhost under App registrations > Authentication > Mobile and desktop applications" },
  501051: { name: "application-not-assigned", settings: ["ClientId"], meaning: "the application is not assigned a role of the service", fix: `${askAdministrator} assign it` },
  50128: { name: "tenant-unknown", settings: ["TenantId"], meaning: "no tenant has this domain", fix: "Check TenantId" },
  90072: { name: "user-of-other-tenant", settings: ["UserName", "TenantId"], meaning: "the account belongs to another tenant", fix: "Sign in with a user of the tenant" },
  90094: { name: "consent-missing", settings: ["ClientId"], meaning: "only an administrator may consent to the application", fix: `${askAdministrator} grant consent: App registrations > API permissions > Grant admin consent` },
  1002012: { name: "scope-of-other-cloud", settings: ["Cloud"], meaning: "the scope is not valid for an application's own sign-in, for example one of another cloud", fix: "Set Cloud to the tenant's cloud" },
};
