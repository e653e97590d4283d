import { expect, it } from 'vitest'
import { settled } from './settle-status.ts'

const there = { hasEbook: false, hasAudiobook: false }

it.each([
  ['wanted', 'ebook', { hasEbook: true }, 'imported', 'ebook'],
  ['wanted', 'ebook', { hasAudiobook: true }, 'wanted', 'ebook'],
  ['wanted', 'both', { hasEbook: true }, 'wanted', 'both'],
  ['imported', 'both', { hasEbook: true }, 'wanted', 'both'],
  ['imported', 'audiobook', {}, 'wanted', 'audiobook'],
  ['skipped', 'ebook', {}, 'skipped', 'ebook'],
  ['downloading', 'ebook', {}, 'downloading', 'ebook'],
  ['wanted', 'ebook', { hasEbook: true, hasAudiobook: true }, 'imported', 'both'],
] as const)('a book that is %s as %s with %j is %s as %s', (status, mediaType, files, next, form) => {
  expect(settled({ status, mediaType, ...there, ...files })).toEqual({ status: next, mediaType: form })
})
