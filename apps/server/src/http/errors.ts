import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, type ErrorKind } from '#kernel/errors.ts'

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  unsatisfiable: 416,
  'too-many': 429,
  unavailable: 503,
  'bad-gateway': 502,
}

/** What a caller may see of an error: its status and a sentence. Anything that is not meant for callers is a 500. */
export function presentError(error: unknown): { status: number; message: string } {
  if (error instanceof DomainError) return { status: STATUS[error.kind], message: error.message }
  const { code = '', statusCode = 500 } = (error ?? {}) as Partial<FastifyError>
  // The surface promises 400 for bodies that cannot be taken, also where they are too large for JSON.
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { status: 400, message: 'the body is too large' }
  if (code.startsWith('FST_ERR_CTP_')) return { status: 400, message: 'the body cannot be read' }
  // No id is that long, so there is no such thing.
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return { status: 404, message: 'there is nothing at this path' }
  if (code.startsWith('FST_') && statusCode >= 400 && statusCode < 500)
    return { status: statusCode, message: 'the request cannot be read' }
  return { status: 500, message: 'internal error' }
}

/** Makes every error the envelope `{ "error": "…" }`, in one place; bugs are logged with their stack. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { status, message } = presentError(error)
    if (status >= 500 && !(error instanceof DomainError)) request.log.error({ err: error }, 'a request failed')
    else if (error instanceof DomainError) {
      request.log.debug({ code: error.code, detail: error.cause }, 'a request was refused')
    }
    sendError(reply, status, message)
  })
}

/** Ends a request with the envelope. */
export function sendError(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ error: message }))
}
