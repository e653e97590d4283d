import { describe, expect, it } from 'vitest'
import { conflict, DomainError, invalid, notFound, unavailable } from '#kernel/errors.ts'
import { presentError } from './errors.ts'

describe('an error', () => {
  it.each([
    [invalid('x', 'the title is missing'), 400, 'the title is missing'],
    [notFound('book', 'secret-id'), 404, 'book not found'],
    [conflict('x', 'taken'), 409, 'taken'],
    [unavailable('x', 'later'), 503, 'later'],
    [new DomainError('bad-gateway', 'x', 'no mail'), 502, 'no mail'],
    [new DomainError('too-large', 'x', 'too large'), 413, 'too large'],
  ])('that a caller can act on has its status: %s', (error, status, message) => {
    expect(presentError(error)).toEqual({ status, message })
  })

  it.each([
    new Error('SQLITE_CORRUPT: /srv/colophon.db'),
    new TypeError('x is undefined'),
    'a thrown text',
    undefined,
    null,
  ])('that is a bug says nothing: %s', (error) => {
    expect(presentError(error)).toEqual({ status: 500, message: 'internal error' })
  })
})
