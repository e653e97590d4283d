import { describe, expect, it } from 'vitest'
import { type Asked, isFromForeignPage, isFromOwnPage, refuseCrossSite } from './same-origin.ts'

const from = (headers: Asked['headers'], isTls = false): Asked => ({ headers, isTls })

describe('the own page', () => {
  it.each<[string, Asked['headers'], boolean]>([
    ['the same origin', { host: 'books.test:8080', origin: 'http://books.test:8080' }, true],
    ['another case', { host: 'Books.Test:8080', origin: 'http://books.test:8080' }, true],
    ['a port that the scheme implies', { host: 'books.test', origin: 'http://books.test:80' }, true],
    ['the same, the other way round', { host: 'books.test:80', origin: 'http://books.test' }, true],
    ['another port', { host: 'books.test', origin: 'http://books.test:8080' }, false],
    ['another scheme', { host: 'books.test', origin: 'https://books.test' }, false],
    [
      'a scheme that a proxy tells',
      { host: 'books.test', origin: 'https://books.test', 'x-forwarded-proto': ' HTTPS ' },
      true,
    ],
    ['a scheme that is none', { host: 'books.test', origin: 'http://books.test', 'x-forwarded-proto': 'gopher' }, true],
    ['no origin but a referer', { host: 'books.test', referer: 'http://books.test/a?b' }, true],
    [
      'a foreign origin and a good referer',
      { host: 'a.test', origin: 'http://b.test', referer: 'http://a.test/' },
      false,
    ],
    ['an opaque origin', { host: 'books.test', origin: 'null' }, false],
    ['a name that begins alike', { host: 'books.test', origin: 'http://books.test.evil.test' }, false],
    ['neither', { host: 'books.test' }, false],
  ])('is told by %s', (_, headers, isOwn) => {
    expect(isFromOwnPage(from(headers), null)).toBe(isOwn)
  })

  it('may also be the address that people know, behind a proxy that tells nothing', () => {
    const request = from({ host: 'colophon:8787', origin: 'https://books.example' })
    expect(isFromOwnPage(request, 'https://books.example/app')).toBe(true)
    expect(isFromOwnPage(request, null)).toBe(false)
  })
})

describe('a change with the session cookie', () => {
  it.each<[string, Asked['headers'], boolean]>([
    [
      'passes from this site by what the browser says',
      { host: 'a', origin: 'https://a', 'sec-fetch-site': 'same-origin' },
      true,
    ],
    ['passes from this origin', { host: 'a.test', origin: 'http://a.test' }, true],
    [
      'is refused from a sibling site',
      { host: 'a.test', origin: 'http://a.test', 'sec-fetch-site': 'same-site' },
      false,
    ],
    ['is refused from another site', { host: 'a.test', 'sec-fetch-site': 'cross-site' }, false],
    ['is refused where nothing says where it is from', { host: 'a.test' }, false],
  ])('%s', (_, headers, passes) => {
    const attempt = () => refuseCrossSite(from(headers), null)
    if (passes) expect(attempt).not.toThrow()
    else expect(attempt).toThrow('must come from this site')
  })

  it('is never foreign when a program sends it that says nothing', () => {
    expect(isFromForeignPage(from({ host: 'a.test' }), null)).toBe(false)
    expect(isFromForeignPage(from({ host: 'a.test', origin: 'https://b.test' }), null)).toBe(true)
    expect(isFromForeignPage(from({ host: 'a.test', 'sec-fetch-site': 'none' }), null)).toBe(false)
  })
})
