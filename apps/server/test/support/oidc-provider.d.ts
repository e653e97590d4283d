/** What the tests use of the package, which brings no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  interface Account {
    accountId: string
    claims(): Record<string, unknown>
  }
  interface Options {
    clients: Record<string, string | string[]>[]
    pkce: { required(): boolean }
    claims: Record<string, string[]>
    findAccount(context: unknown, accountId: string): Account
    features: Record<string, { enabled: boolean }>
  }
  export default class Provider {
    constructor(issuer: string, options: Options)
    callback(): RequestListener
  }
}
