import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '#kernel/errors.ts'
import { presentError } from '../errors.ts'

/** Errors whose status or text clients of this surface know (acquisition contract 1.3, 1.4), by their code. */
const KNOWN: Record<string, { status?: number; message?: string }> = {
  'body.malformed': { message: 'invalid request body' },
  'user.last-admin': { status: 400 },
  'book.no-author': { status: 422 },
  'metadata.none': { status: 424 },
  'audiobook.no-provider': { status: 503 },
}

/** What a caller may see of an error on this surface. */
function presentAcquisitionError(error: unknown): { status: number; message: string } {
  const { status, message } = presentError(error)
  if (!(error instanceof DomainError)) return { status, message: status === 500 ? 'internal server error' : message }
  // What cannot be reached is somebody else's server.
  const own = error.kind === 'unavailable' ? 502 : status
  return { status: KNOWN[error.code]?.status ?? own, message: KNOWN[error.code]?.message ?? message }
}

/** Makes every error of the surface the envelope `{ "error": "…" }`; bugs are logged with their stack. */
export function answerAcquisitionErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { status, message } = presentAcquisitionError(error)
    if (!(error instanceof DomainError) && status >= 500) request.log.error({ err: error }, 'a request failed')
    else if (error instanceof DomainError) {
      request.log.debug({ code: error.code, detail: error.cause }, 'a request was refused')
    }
    const details = error instanceof DomainError ? error.details : undefined
    reply
      .code(status)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ error: message, ...details }))
  })
}
