import type { Endpoint } from '@colophon/contract/endpoint.ts'
import type { Static, TSchema } from 'typebox'
import { address, queryOf } from './address.ts'
import { asJson } from './as-json.ts'
import { joinBytes } from './book-bytes.ts'
import { CallError } from './call-error.ts'
import { takeEarly } from './early-answers.ts'

/** A schema that an endpoint does not declare is the widest one, whose values nothing is known of. */
type Given<Name extends string, Schema extends TSchema> =
  unknown extends Static<Schema>
    ? { [K in Name]?: undefined }
    : Partial<Static<Schema>> extends Static<Schema>
      ? { [K in Name]?: Static<Schema> }
      : { [K in Name]: Static<Schema> }

export type InputOf<E> =
  E extends Endpoint<infer Params, infer Query, infer Body, TSchema>
    ? Given<'params', Params> & Given<'query', Query> & Given<'body', Body>
    : never

export type AnswerOf<E> =
  E extends Endpoint<TSchema, TSchema, TSchema, infer Response>
    ? unknown extends Static<Response>
      ? undefined
      : Static<Response>
    : never

interface Options {
  signal?: AbortSignal
  /** Lets the request outlive the page: for what is saved while it closes. */
  keepalive?: boolean
  /** Further ones, where an endpoint asks for a word that nobody sends by mistake. */
  headers?: Record<string, string>
}

interface LooseInput {
  params?: Record<string, string> | undefined
  query?: Record<string, unknown> | undefined
  body?: unknown
}

/** Path and query of an endpoint with values in them, below the prefix of the app. */
export function addressOf(endpoint: Pick<Endpoint, 'path'>, { params, query }: LooseInput = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
  return address(path) + queryOf(query ?? {})
}

/** Calls an endpoint of the contract. Throws `CallError`, also where the server cannot be reached. */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: Options = {},
): Promise<AnswerOf<E>> {
  const { body } = input as LooseInput
  const response = await send(endpoint, input as LooseInput, {
    ...options,
    ...(body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' }),
  })
  if (response.status === 204) return undefined as AnswerOf<E>
  return (await response.json()) as AnswerOf<E>
}

/** Fetches a file of the server; `onProgress` hears the received share, 0 to 1, where the length is known. */
export async function callForBytes<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { onProgress, ...options }: Options & { onProgress?: (share: number) => void } = {},
): Promise<ArrayBuffer> {
  const response = await send(endpoint, input as LooseInput, options)
  const total = Number(response.headers.get('content-length'))
  if (!onProgress || !response.body || !total) return response.arrayBuffer()
  const parts: Uint8Array[] = []
  let received = 0
  const reader = response.body.getReader()
  // A network that is lost meanwhile rejects with an error of its own.
  const next = () => reader.read().catch(() => Promise.reject(new CallError(0, '')))
  for (let part = await next(); part.value; part = await next()) {
    parts.push(part.value)
    received += part.value.byteLength
    onProgress(Math.min(1, received / total))
  }
  return joinBytes(parts).buffer
}

async function send(
  endpoint: Endpoint,
  input: LooseInput,
  { signal, keepalive, headers, body, type }: Options & { body?: string; type?: string },
): Promise<Response> {
  const asked = addressOf(endpoint, input)
  const early = endpoint.method === 'GET' ? await takeEarly(asked) : undefined
  if (early) return early
  let response: Response
  try {
    response = await fetch(asked, {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: {
        ...asJson,
        ...(type ? { 'Content-Type': type } : {}),
        ...(endpoint.access.startsWith('acquisition') ? acquisitionGuards() : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
      ...(keepalive ? { keepalive } : {}),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new CallError(0, '')
  }
  if (!response.ok) throw await failureOf(response)
  return response
}

/** What shows the acquisition surface that a page of this server asks: no other page can set or read these. */
function acquisitionGuards(): Record<string, string> {
  const token = /(?:^|; )bindery_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? ''
  return { 'X-Requested-With': 'bindery-ui', 'X-CSRF-Token': token }
}

async function failureOf(response: Response): Promise<CallError> {
  const said = (await response.json().catch(() => null)) as { error?: unknown } | null
  const retryAfter = Number(response.headers.get('retry-after')) || undefined
  return new CallError(response.status, typeof said?.error === 'string' ? said.error : '', retryAfter)
}
