import type { ClientSettings } from '#domain/downloads/download-client.ts'
import { DomainError, unavailable } from '#kernel/errors.ts'
import type { Outbound, OutboundAnswer } from '../outbound/outbound.ts'

const TIMEOUT_MS = 15_000
const MAX_BYTES = 64 << 20

export interface ClientCall {
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  signal?: AbortSignal | undefined
}

/** The way to one client. Credentials go to the address that was configured and nowhere else: no redirect is followed. */
export interface Connection {
  /** Scheme, host and port. */
  readonly origin: string
  /** @param path below the origin */
  send(path: string, call?: ClientCall): Promise<OutboundAnswer>
}

export function connectionTo({ host, port, isTls }: ClientSettings, http: Pick<Outbound, 'request'>): Connection {
  const origin = `${isTls ? 'https' : 'http'}://${host}:${port}`
  return {
    origin,
    async send(path, { signal, ...call } = {}) {
      const answer = await http.request(`${origin}${path}`, {
        ...call,
        // Some end a connection after each answer without saying so; a call that meets the end of one would be lost.
        headers: { ...call.headers, connection: 'close' },
        policy: 'lan+loopback',
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        keepsRedirects: true,
        ...(signal ? { signal } : {}),
      })
      if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
        throw unavailable('client.redirect', 'it leads to another address: check host, port, SSL and URL base')
      }
      return answer
    },
  }
}

/** `/x` or nothing, however it was typed. */
export function normaliseBase(urlBase: string): string {
  const path = urlBase.trim().replace(/^\/+|\/+$/g, '')
  return path === '' ? '' : `/${path}`
}

export const textOf = ({ bytes }: Pick<OutboundAnswer, 'bytes'>): string => new TextDecoder().decode(bytes)

/** @throws `unavailable` where it is no JSON */
export function jsonOf(answer: Pick<OutboundAnswer, 'bytes'>): unknown {
  try {
    return JSON.parse(textOf(answer))
  } catch (cause) {
    throw unavailable('client.answer', 'it answers something that cannot be read: check host, port and URL base', cause)
  }
}

/** The form in which browsers send files. */
export async function multipart(form: FormData): Promise<{ headers: Record<string, string>; body: Uint8Array }> {
  const made = new Response(form)
  return {
    headers: { 'content-type': made.headers.get('content-type') ?? '' },
    body: new Uint8Array(await made.arrayBuffer()),
  }
}

export const basicAuth = ({ username, password }: ClientSettings): Record<string, string> =>
  username === '' && password === ''
    ? {}
    : { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }

/** @throws `unavailable` for any status but that of success */
export function refuseStatus({ status }: Pick<OutboundAnswer, 'status'>): void {
  if (status === 401 || status === 403) throw wrongCredentials()
  if (status < 200 || status > 299) throw unavailable('client.status', `it answers ${status}`)
}

export const wrongCredentials = (): DomainError =>
  unavailable('client.credentials', 'it does not take the user name, password or API key')

/** The client will not, and says why. */
export const refusal = (why: string): DomainError =>
  new DomainError('bad-gateway', 'client.refused', `the download client refused it: ${why.slice(0, 500)}`)
