import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StoreAnswer, StoreCall } from '#domain/devices/kobo/store-port.ts'
import { pathOf } from '../path-of.ts'
import { callerOf, type KoboRouteDeps } from './context.ts'

/** What a reader says of itself, and who it is to the shop; everything else of a request is ours. */
const PASSED_ON = /^(x-kobo-(?!synctoken).*|authorization|accept|accept-language|user-agent|content-type)$/
/** What comes back: nothing that is about the connection, or about bytes that were unpacked on the way. */
const PASSED_BACK = /^(content-type|x-kobo-.*|etag|cache-control)$/
/** Nobody but its owner has to know what is read. */
const NEVER = /^\/v1\/analytics(\/|$)/
const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE'])

/** Whether what is asked for may go to the shop. */
const goesToStore = (request: FastifyRequest, path: string) =>
  callerOf(request).settings.store_proxy && METHODS.has(request.method) && !NEVER.test(path)

/** Path and query below the token. */
export const storePath = (request: FastifyRequest) => request.url.replace(/^\/kobo\/[^/?]+/, '')

/** Asks the shop in the name of the reader; undefined where its owner does not want that, or the shop does not answer. */
export async function askStore(
  { store }: KoboRouteDeps,
  request: FastifyRequest,
  more: { path?: string; headers?: Record<string, string> } = {},
): Promise<StoreAnswer | undefined> {
  const path = more.path ?? storePath(request)
  if (!goesToStore(request, pathOf(path))) return undefined
  const passed = Object.entries(request.headers).flatMap(([name, value]) =>
    PASSED_ON.test(name) && typeof value === 'string' ? [[name, value] as const] : [],
  )
  const { body } = request
  return store.call({
    method: request.method as StoreCall['method'],
    path,
    headers: { ...Object.fromEntries(passed), ...more.headers },
    body: request.method !== 'GET' && typeof body === 'string' && body !== '' ? body : null,
  })
}

/**
 * Passes a request on: what is only read is fetched by the reader itself, everything else is asked for it, because a redirected POST
 * arrives as a GET.
 * @returns undefined where the answer is ours to give
 */
export async function passOn(
  deps: KoboRouteDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const path = storePath(request)
  if (!goesToStore(request, pathOf(path))) return undefined
  if (request.method === 'GET') return reply.code(307).header('location', deps.store.addressOf(path)).send()
  const answer = await askStore(deps, request)
  return answer && sendBack(reply, answer)
}

/** Gives a reader what the shop said. */
export function sendBack(reply: FastifyReply, { status, headers, body }: StoreAnswer): FastifyReply {
  for (const [name, value] of Object.entries(headers)) if (PASSED_BACK.test(name)) reply.header(name, value)
  return reply.code(status).send(body)
}

export interface StorePage {
  elements: unknown[]
  /** Of the shop. */
  cursor: string | undefined
  hasMore: boolean
  /** What the shop says instead, for the reader to act on: its sign-in has expired. */
  refusal?: StoreAnswer
}

/** The books of the shop for a reader; undefined where its owner does not want them, or the shop does not answer. */
export async function syncWithStore(
  deps: KoboRouteDeps,
  request: FastifyRequest,
  cursor: string | undefined,
): Promise<StorePage | undefined> {
  const answer = await askStore(deps, request, { headers: cursor === undefined ? {} : { 'x-kobo-synctoken': cursor } })
  if (!answer) return undefined
  if (answer.status === 401 && answer.body.includes('ExpiredToken')) {
    return { elements: [], cursor, hasMore: false, refusal: answer }
  }
  const elements = answer.status === 200 ? parse(answer.body) : undefined
  if (!Array.isArray(elements)) return undefined
  return {
    elements,
    cursor: answer.headers['x-kobo-synctoken'] ?? cursor,
    hasMore: answer.headers['x-kobo-sync'] === 'continue',
  }
}

/** Where the shop says everything is; undefined where it is not asked, or says nothing. */
export async function storeResources(
  deps: KoboRouteDeps,
  request: FastifyRequest,
): Promise<Record<string, unknown> | undefined> {
  const answer = await askStore(deps, request)
  const map = answer?.status === 200 ? parse(answer.body) : undefined
  const Resources = map !== null && typeof map === 'object' && 'Resources' in map ? map.Resources : undefined
  return Resources !== null && typeof Resources === 'object' ? { ...Resources } : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
