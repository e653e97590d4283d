import type { FastifyInstance } from 'fastify'
import { invalid } from '#kernel/errors.ts'

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(;|$)/

/** Bodies stay text until an endpoint that declares one reads it, whatever content type they claim (contract 1.1). */
export function takeBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addHook('onRequest', (request, _reply, done) => {
    const type = request.headers['content-type']
    // The framework refuses a type that is no media type before any parser is asked.
    if (type !== undefined && !MEDIA_TYPE.test(type)) request.headers['content-type'] = 'text/plain'
    done()
  })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text))
}

const NUL = String.fromCharCode(0)

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(NUL)
  if (value === null || typeof value !== 'object') return false
  return Object.values(value).some(holdsNul)
}

/**
 * Reads the JSON of a body; an empty body is undefined.
 * @throws DomainError `invalid`
 */
export function readJson(text: unknown): unknown {
  if (typeof text !== 'string' || text.trim() === '') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw invalid('body.malformed', 'the body is not valid JSON', error)
  }
  // PostgreSQL cannot store the character, so neither database gets it.
  if (text.includes('\\u0000') && holdsNul(value)) throw invalid('body.nul', 'text must not contain a NUL character')
  return value
}
