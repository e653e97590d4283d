import { expect, it } from 'vitest'
import { troubleOf } from './queue-groups.ts'

it.each([
  ['path does not exist: /downloads/books/Emma', 7, 'no-path'],
  ['there is no library folder to import into', 7, 'no-folder'],
  ['no book files in /downloads/Emma', 7, 'no-files'],
  ['ENOSPC: no space left on device', 7, 'no-space'],
  ['EACCES: permission denied', 7, 'no-right'],
  ['no matching book', null, 'no-book'],
  ['no book matches the downloaded files', null, 'no-book'],
  ['needs 1.2 GiB, 300 MiB free on /books', 7, 'no-space'],
  ['this server may not write /books/x (EACCES)', 7, 'no-right'],
  ['the file says “Cooking” by “Ann”', 7, 'other-book'],
  ['the file does not say which book it is, and the name of the release left doubt', 7, 'other-book'],
  ['the download is a film and no book', 7, 'not-a-book'],
  ['Emma.epub: The file is a program and no book.', 7, 'not-a-book'],
  ['Emma.epub: the content is not epub but a PDF', 7, 'false-name'],
  ['x.rar: The archive is protected by a password.', 7, 'archive'],
  ['part 2 of x.rar is missing', 7, 'archive'],
  ['the archives in /d/x hold no book', 7, 'archive'],
  ['something else', null, 'no-book'],
  ['something else', 7, 'unknown'],
] as const)('takes “%s” (book %s) for %s', (errorMessage, bookId, trouble) => {
  expect(troubleOf({ errorMessage, bookId })).toBe(trouble)
})
