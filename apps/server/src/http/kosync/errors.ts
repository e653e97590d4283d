import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '#kernel/errors.ts'
import { pathOf } from '../path-of.ts'

const MEDIA_TYPE = 'application/vnd.koreader.v1+json'
const PATHS = /^\/(users|syncs|kosync|koreader|healthcheck)(\/|$)|^\/api\/(users|syncs|user|healthcheck)(\/|$)/

/** Whether a path belongs to progress sync, where clients are small and the web app must never answer. */
export const isKosyncPath = (path: string) => PATHS.test(path)

/** Below `/api` older clients expect other answers, unless they say that they are KOReader (device contract C.2). */
export const isOfficial = (request: FastifyRequest) =>
  !pathOf(request.url).startsWith('/api/') || asksForKoreader(request)

export const asksForKoreader = ({ headers }: FastifyRequest) => headers.accept?.includes(MEDIA_TYPE) === true

/** Gives every answer the media type that was asked for: from another one KOReader reads no message. */
export function answerInKind(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    if (asksForKoreader(request)) reply.header('content-type', MEDIA_TYPE)
  })
}

interface Refusal {
  status: number
  code: number
  message: string
  error?: string
}

const UNKNOWN: Refusal = { status: 502, code: 2000, message: 'Unknown server error.' }

/** What KOReader understands: any status that it does not know shows its owner nothing but "Something went wrong". */
function officialRefusal(error: unknown): Refusal {
  if (!(error instanceof DomainError)) return UNKNOWN
  switch (error.kind) {
    case 'unauthenticated':
      return { status: 401, code: 2001, message: 'Unauthorized', error: 'unauthorized' }
    case 'too-many':
      return { status: 429, code: 429, message: error.message }
    case 'not-found':
      return { status: 404, code: 404, message: 'Not found', error: 'not found' }
    case 'invalid':
      return error.code === 'kosync.document'
        ? { status: 403, code: 2004, message: "Field 'document' not provided." }
        : { status: 403, code: 2003, message: 'Invalid request' }
    default:
      return UNKNOWN
  }
}

const PLAIN: Partial<Record<DomainError['kind'], number>> = {
  unauthenticated: 401,
  'too-many': 429,
  'not-found': 404,
  invalid: 400,
  conflict: 409,
}

export function answerKosyncErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    if (!(error instanceof DomainError)) request.log.error({ err: error }, 'a request failed')
    else if (error.kind === 'too-many') reply.header('retry-after', '5')
    if (isOfficial(request)) {
      const { status, ...body } = officialRefusal(error)
      return sendJson(reply, status, body)
    }
    const status = (error instanceof DomainError && PLAIN[error.kind]) || 503
    return sendJson(reply, status, { error: error instanceof DomainError ? error.message : 'try again in a moment' })
  })
}

/** For paths of progress sync that nothing is bound to. */
export const sendNoSuchPath = (reply: FastifyReply) =>
  sendJson(reply, 404, { code: 404, message: 'Not found', error: 'not found' })

export const sendJson = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
