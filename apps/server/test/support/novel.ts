import { randomBytes } from 'node:crypto'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'

const CHAPTERS = 24

const words = () =>
  randomBytes(20_000)
    .toString('hex')
    .replace(/(.{6})/g, '$1 ')

/** A book as large as a novel, so that nobody takes it for a sample. */
export function novel(title: string, author = 'Jane Austen'): Buffer {
  const chapters = Array.from({ length: CHAPTERS }, (_, n) => `<h1>${n + 1}</h1><p>${words()}</p>`)
  return Buffer.from(buildEpub({ title, authors: [author], language: 'en', chapters }))
}
