/** One way in which Entra ID refuses. */
export interface EntraProblem {
  /** The OAuth error. */
  readonly error: string;
  readonly status: number;
  readonly suberror?: string;
  /** The text after `AADSTS<number>: `; `{name}` stands for a detail. */
  readonly text: string;
}

/**
 * The refusals by AADSTS number. Sources: page "Microsoft Entra authentication and authorization error codes", the protocol
 * pages of each flow, and recorded answers.
 */
export const entraProblems = {
  28000: { error: "invalid_request", status: 400, text: "Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scope} is not valid." },
  50011: { error: "invalid_request", status: 400, text: "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal." },
  50034: { error: "invalid_grant", status: 400, text: "The user account {username} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory." },
  50057: { error: "invalid_grant", status: 400, text: "The user account is disabled." },
  50058: { error: "login_required", status: 400, text: "A silent sign-in request was sent but no user is signed in." },
  50059: { error: "invalid_request", status: 400, text: "No tenant-identifying information found in either the request or implied by any provided credentials." },
  50076: { error: "invalid_grant", status: 400, suberror: "basic_action", text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{resource}'." },
  50126: { error: "invalid_grant", status: 400, text: "Error validating credentials due to invalid username or password." },
  50173: { error: "invalid_grant", status: 400, suberror: "bad_token", text: "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password." },
  53003: { error: "invalid_grant", status: 400, suberror: "message_only", text: "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance." },
  54005: { error: "invalid_grant", status: 400, text: "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token." },
  65001: { error: "invalid_grant", status: 400, suberror: "consent_required", text: "The user or administrator has not consented to use the application with ID '{clientId}' named '{name}'. Send an interactive authorization request for this user and resource." },
  65004: { error: "access_denied", status: 400, text: "User declined to consent to access the app." },
  70000: { error: "invalid_grant", status: 400, text: "Provided grant is invalid or malformed." },
  70003: { error: "unsupported_grant_type", status: 400, text: "The app requested an unsupported grant type '{grantType}'." },
  70008: { error: "invalid_grant", status: 400, text: "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource." },
  70011: { error: "invalid_scope", status: 400, text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid." },
  70016: { error: "authorization_pending", status: 400, text: "OAuth 2.0 device flow error. Authorization is pending. Continue polling." },
  70018: { error: "bad_verification_code", status: 400, text: "Invalid verification code due to User typing in wrong user code for device code flow. Authorization is not approved." },
  70019: { error: "expired_token", status: 400, text: "Verification code expired." },
  70020: { error: "slow_down", status: 400, text: "OAuth 2.0 device flow error. The client polls too often. Wait longer between polls." },
  90002: { error: "invalid_request", status: 400, text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant." },
  90013: { error: "invalid_request", status: 400, text: "Invalid input received from the user." },
  500011: { error: "invalid_resource", status: 400, text: "The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant." },
  501481: { error: "invalid_grant", status: 400, text: "The Code_Verifier does not match the code_challenge supplied in the authorization request." },
  700016: { error: "unauthorized_client", status: 400, text: "Application with identifier '{clientId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant." },
  700021: { error: "invalid_client", status: 401, text: "Client assertion application identifier doesn't match 'client_id' parameter." },
  700023: { error: "invalid_client", status: 401, text: "Client assertion audience claim does not match Realm issuer." },
  700024: { error: "invalid_client", status: 401, text: "Client assertion is not within its valid time range. Current time: {now}, assertion valid from {from}, expiry time of assertion {until}." },
  700027: { error: "invalid_client", status: 401, text: "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - {reason}, Thumbprint of key used by client: '{thumbprint}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '{clientId}'.]" },
  700082: { error: "invalid_grant", status: 400, suberror: "bad_token", text: "The refresh token has expired due to inactivity. The token was issued on {issued} and was inactive for {inactive}." },
  900144: { error: "invalid_request", status: 400, text: "The request body must contain the following parameter: '{parameter}'." },
  900561: { error: "invalid_request", status: 400, text: "The endpoint only accepts POST requests. Received a {method} request." },
  1002012: { error: "invalid_scope", status: 400, text: "The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI)." },
  5002723: { error: "invalid_client", status: 401, text: "Invalid JWT token. {reason}" },
  7000112: { error: "unauthorized_client", status: 400, text: "Application '{clientId}'({name}) is disabled." },
  7000215: { error: "invalid_client", status: 401, text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{clientId}'." },
  7000218: { error: "invalid_client", status: 401, text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'." },
  7000222: { error: "invalid_client", status: 401, text: "The provided client secret keys for app '{clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds." },
  9002313: { error: "invalid_request", status: 400, text: "Invalid request. Request is malformed or invalid." },
} as const satisfies Readonly<Record<number, EntraProblem>>;

/** The number of a refusal that the emulator knows. */
export type EntraProblemNumber = keyof typeof entraProblems;
