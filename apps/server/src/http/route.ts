import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from '@colophon/contract/endpoint.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Principal } from '#domain/identity/principal.ts'
import { DomainError, invalid, notFound } from '#kernel/errors.ts'
import { isAcquisitionPath } from './acquisition-path.ts'
import type { Gate } from './auth/gate.ts'
import { readJson } from './body.ts'
import { sendError } from './errors.ts'
import { knownPaths, shadowedPaths } from './known-paths.ts'
import { pathOf } from './path-of.ts'
import { compileProjection } from './projection.ts'
import { compileCheck, compileReader } from './validation.ts'

const DEFAULT_BODY_LIMIT = 1024 * 1024
const NUL = String.fromCharCode(0)

/** What route() needs of the server; put there by http/server.ts. */
export interface Door {
  readonly gate: Gate
  /** The address that a client calls from, also behind a trusted proxy. */
  addressOf(request: FastifyRequest): string
  /** Whether a request comes through a proxy that an administrator trusts. */
  isFromProxy(request: FastifyRequest): boolean
  /** Takes one token of the client's bucket; false when it is empty. */
  mayPass(request: FastifyRequest): boolean
  /** Whether a caller would be let in to the acquisition surface, where nobody else is told what there is. */
  isLetInToAcquisition(request: FastifyRequest): Promise<boolean>
  /** Every endpoint that was bound, for the API description, the access table and 405. */
  readonly bound: Endpoint[]
  /** Tests have every answer checked against what its endpoint declares. */
  readonly checksAnswers: boolean
}

declare module 'fastify' {
  interface FastifyInstance {
    door: Door
  }
  interface FastifyRequest {
    principal: Principal | null
  }
  interface FastifyContextConfig {
    endpoint?: Endpoint
  }
}

/** What a handler gets: everything is read and checked, and permission to call is given. */
export interface Call<E extends Endpoint> {
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  /** Null only where the endpoint is public. */
  principal: E['access'] extends 'public' ? null : Principal
  request: FastifyRequest
  reply: FastifyReply
}

/** Gives the answer; where the endpoint declares none, it may send by `reply` or give nothing. */
export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<Answer<E>> | Answer<E>
type Answer<E extends Endpoint> = E extends { response: unknown } ? ResponseOf<E> : unknown

export interface RouteOptions {
  /** Runs before the body is read: for refusals that come before complaints about the body. */
  before?: (request: FastifyRequest) => Promise<void> | void
  /** Where a surface reads JSON in its own way. */
  readBody?: (text: unknown) => unknown
}

/** Binds an endpoint: permission, reading of input, the call, and an answer that holds only what is declared. */
export function route<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: Handler<NoInfer<E>>,
  { before, readBody = readJson }: RouteOptions = {},
): void {
  const { door } = app
  const readInput = compileInput(endpoint, readBody)
  const writeAnswer = compileAnswer(endpoint, door.checksAnswers)
  const status = endpoint.status ?? 200
  door.bound.push(endpoint)

  const admit = async (request: FastifyRequest) => {
    refuseEmptyIds(request.params)
    if (endpoint.access === 'public') {
      if (endpoint.isLimited) limit(door, request)
    } else {
      request.principal = await door.gate.admit(request, endpoint)
      if (endpoint.isLimited) limit(door, request)
    }
    await before?.(request)
  }

  app.route({
    method: endpoint.hasHead ? [endpoint.method, 'HEAD'] : endpoint.method,
    url: endpoint.path,
    config: { endpoint },
    bodyLimit: endpoint.bodyLimit ?? DEFAULT_BODY_LIMIT,
    onRequest: admit,
    async handler(request, reply) {
      const input = readInput(request)
      reply.code(status)
      const call = { ...input, principal: request.principal, request, reply } as Call<E>
      const answer = await handler(call)
      if (reply.sent) return reply
      return writeAnswer(reply, answer)
    },
  })
}

function limit(door: Door, request: FastifyRequest) {
  if (!door.mayPass(request))
    throw new DomainError('too-many', 'rate.limit', 'too many requests, try again in a moment')
}

/** An empty part of a path is a mistake of the caller; a NUL is in no id, and PostgreSQL cannot even look for it. */
function refuseEmptyIds(params: unknown) {
  for (const value of Object.values(params as Record<string, string>)) {
    if (value === '') throw invalid('path.empty-id', 'an id in the path is empty')
    if (value.includes(NUL)) throw notFound('resource')
  }
}

function compileInput(endpoint: Endpoint, readBody: (text: unknown) => unknown) {
  const params = endpoint.params && compileReader(endpoint.params, 'path')
  const query = endpoint.query && compileReader(endpoint.query, 'query')
  const body = endpoint.body && !endpoint.consumes ? compileReader(endpoint.body, 'body') : undefined
  return (request: FastifyRequest) => ({
    params: params?.(request.params),
    query: query?.(firstValues(request.query as Record<string, unknown>)),
    body: body?.(readBody(request.body)),
  })
}

/** A name that stands twice in a query counts once: the first value. A NUL is in nothing that could be found. */
function firstValues(query: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(query)) {
    const first = Array.isArray(value) ? value[0] : value
    const clean = typeof first === 'string' && first.includes(NUL) ? first.replaceAll(NUL, ' ') : first
    if (clean !== value) query[name] = clean
  }
  return query
}

function compileAnswer({ response, produces, path }: Endpoint, isChecked: boolean) {
  if (!response || produces) {
    return (reply: FastifyReply, answer: unknown) => (answer === undefined ? reply.send() : reply.send(answer))
  }
  const project = compileProjection(response)
  const isRight = isChecked ? compileCheck(response) : undefined
  return (reply: FastifyReply, answer: unknown) => {
    const kept = project(answer)
    isRight?.(kept, path)
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(kept))
  }
}

/** After everything is bound: paths that the router would take for something with an id get their 405. */
export function refuseShadowedMethods(app: FastifyInstance): void {
  const known = knownPaths(app.door.bound)
  for (const { path: url, method } of shadowedPaths(app.door.bound)) {
    const refuse = (request: FastifyRequest, reply: FastifyReply) =>
      refuseMethod(app.door, request, reply, known.methodsAt(url) ?? [])
    app.route({
      method: method as HTTPMethods,
      url,
      onRequest: refuse,
      handler: refuse,
    })
  }
}

/**
 * Ends a request whose path is known and whose method is not. The acquisition surface tells that only to those who may
 * come in, and without a body (acquisition contract 1.8).
 */
export async function refuseMethod(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  methods: readonly string[],
): Promise<FastifyReply> {
  reply.header('allow', methods.join(', '))
  if (!isAcquisitionPath(pathOf(request.url))) return sendError(reply, 405, 'this method is not supported here')
  if (!(await door.isLetInToAcquisition(request))) return sendError(reply.removeHeader('allow'), 401, 'unauthorized')
  return reply.code(405).send()
}
