import { expect, it } from 'vitest'
import { troubleOf } from './queue-groups.ts'

it.each([
  ['path does not exist: /downloads/books/Emma', 7, 'no-path'],
  ['no book files in /downloads/Emma', 7, 'no-files'],
  ['ENOSPC: no space left on device', 7, 'no-space'],
  ['EACCES: permission denied', 7, 'no-right'],
  ['no matching book', null, 'no-book'],
  ['something else', null, 'no-book'],
  ['something else', 7, 'unknown'],
] as const)('takes “%s” (book %s) for %s', (errorMessage, bookId, trouble) => {
  expect(troubleOf({ errorMessage, bookId })).toBe(trouble)
})
