import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '#kernel/errors.ts'
import { presentError } from '../errors.ts'

export const sendJson = (reply: FastifyReply, body: unknown, status = 200): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))

/** Statuses that readers understand; any other is an empty object with 500. */
export function answerKoboErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { status } = presentError(error)
    if (error instanceof DomainError) {
      if (error.kind === 'unavailable') reply.header('retry-after', '10')
      request.log.debug({ code: error.code, detail: error.cause }, 'a request of a reader was refused')
    } else if (status >= 500) request.log.error({ err: error }, 'a request of a reader failed')
    return sendJson(reply, {}, status)
  })
}

/** The words of a body as JSON; undefined where it is none, whatever it is called. */
export function bodyOf({ body }: FastifyRequest): unknown {
  if (typeof body !== 'string' || body.trim() === '') return undefined
  try {
    // No database of ours keeps the character.
    return JSON.parse(body.replaceAll('\\u0000', ''))
  } catch {
    return undefined
  }
}

/** The members of a body; none where it is not an object. */
export function membersOf(request: FastifyRequest): Record<string, unknown> {
  const value = bodyOf(request)
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {}
}

const LARGEST = 1024 * 1024

/** Bodies stay text, whatever they are called. One that is too large is read to its end and counts as none: readers repeat what is refused. */
export function takeAnyBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, stream, done) => {
    const pieces: Buffer[] = []
    let size = 0
    stream.on('data', (piece: Buffer) => {
      size += piece.length
      if (size <= LARGEST) pieces.push(piece)
    })
    stream.on('end', () => done(null, size <= LARGEST ? Buffer.concat(pieces).toString('utf8') : ''))
    stream.on('error', (error) => done(error, undefined))
  })
}
