import { createHmac } from 'node:crypto'
import { isSameText } from '#domain/identity/signed-sessions.ts'

/** What the browser keeps while somebody is away at a provider (acquisition contract 2.12). */
export interface OidcFlowCookie {
  provider: string
  state: string
  nonce: string
  verifier: string
  redirectBase: string
  /** Seconds. */
  expires: number
  /** Whether the pages began it: then the library is opened as well. */
  isForPages: boolean
}

export const FLOW_COOKIE = 'bindery_oidc_flow'
export const FLOW_SECONDS = 600

const macOf = (secret: string, content: string) =>
  createHmac('sha256', secret).update(`flow ${content}`).digest('base64url')

export function signFlow(secret: string, flow: OidcFlowCookie): string {
  const content = Buffer.from(JSON.stringify(flow)).toString('base64url')
  return `${content}.${macOf(secret, content)}`
}

/** @returns undefined where it was not signed here, or has expired */
export function readFlow(secrets: readonly string[], value: string, now: Date): OidcFlowCookie | undefined {
  const [content = '', mac = ''] = value.split('.')
  if (!secrets.some((secret) => isSameText(mac, macOf(secret, content)))) return undefined
  const flow = JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as OidcFlowCookie
  return flow.expires * 1000 > now.getTime() ? flow : undefined
}

interface Place {
  urlBase: string
  isSecure: boolean
}

const line = (value: string, { urlBase, isSecure }: Place, life: string) =>
  `${FLOW_COOKIE}=${value}; Path=${urlBase}/api/v1/auth/oidc; ${life}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`

export const flowCookie = (value: string, place: Place) => line(value, place, `Max-Age=${FLOW_SECONDS}`)

export const clearedFlow = (place: Place) => line('', place, 'Max-Age=-1; Expires=Thu, 01 Jan 1970 00:00:00 GMT')
