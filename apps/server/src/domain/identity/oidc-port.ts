/** What a provider has to be told to know us by. */
export interface OidcClientSettings {
  issuer: string
  clientId: string
  clientSecret: string
}

/** One try to sign in: what only the browser that began it knows. */
export interface OidcFlow {
  /** The exact address that the provider sends the browser back to. */
  redirectUri: string
  state: string
  nonce: string
  /** Of PKCE; the provider is told its SHA-256. */
  verifier: string
}

/** Claims about a person, out of a checked ID token, its gaps filled from userinfo of the same subject. */
export type OidcClaims = Readonly<Record<string, unknown>> & { readonly sub: string }

/** A provider that was found and answers for its issuer. */
export interface OidcClient {
  readonly issuer: string
  /** Where a browser is sent to sign in. */
  authorizationUrl(flow: OidcFlow, scopes: readonly string[]): Promise<string>
  /**
   * Exchanges the code. Signature, issuer, audience, time and nonce of the ID token are checked.
   * @param answer the query that the browser came back with
   * @throws whatever was wrong with it
   */
  exchange(flow: OidcFlow, answer: URLSearchParams): Promise<OidcClaims>
}

/** What a provider says of itself. */
export interface OidcMetadata {
  issuer: string
  authorization_endpoint: string
  token_endpoint: string
  userinfo_endpoint?: string
  jwks_uri?: string
  scopes_supported?: string[]
}

export interface OidcGateway {
  /** Finds a provider, and insists that it is the one. Throws where it is not. */
  discover(settings: OidcClientSettings): Promise<OidcClient>
  /** Only looks what is there. Throws a DomainError with a sentence for the administrator. */
  probe(issuer: string): Promise<OidcMetadata>
}
