import { describe, expect, it } from 'vitest'
import { knownPaths, shadowedPaths } from './known-paths.ts'

const ENDPOINTS = [
  { method: 'GET', path: '/api/health', hasHead: true },
  { method: 'GET', path: '/api/books' },
  { method: 'POST', path: '/api/books' },
  { method: 'GET', path: '/api/books/:bookId' },
  { method: 'DELETE', path: '/api/books/:bookId' },
  { method: 'POST', path: '/api/books/upload' },
  { method: 'GET', path: '/api/books/:bookId/files' },
]

describe('known paths', () => {
  const { methodsAt } = knownPaths(ENDPOINTS)

  it.each([
    ['/api/health', ['GET', 'HEAD']],
    ['/api/books', ['GET', 'POST']],
    ['/api/books/1', ['GET', 'DELETE']],
    ['/api/books/1/', ['GET', 'DELETE']],
    ['/api/books/upload', ['POST']],
    ['/api/books/1/files', ['GET']],
    ['/api/books/upload/files', ['GET']],
    ['/api/books//files', undefined],
    ['/api/books/1/nothing', undefined],
    ['/api', undefined],
    ['/', undefined],
  ])('%s has %j', (path, methods) => {
    expect(methodsAt(path)).toEqual(methods)
  })

  it('that a router would take for something with an id are named', () => {
    expect(shadowedPaths(ENDPOINTS)).toEqual([
      { path: '/api/books/upload', method: 'GET' },
      { path: '/api/books/upload', method: 'DELETE' },
    ])
  })
})
