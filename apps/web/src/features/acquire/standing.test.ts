import { expect, it } from 'vitest'
import type { QueueItem } from '#api/queue.ts'
import { standingsOf } from './standing.ts'

const now = Date.parse('2026-08-01T12:00:00Z')
const book = {
  id: 7,
  mediaType: 'ebook',
  monitored: true,
  status: 'wanted',
  releaseDate: '1815-12-23T00:00:00Z',
  ebookFilePath: '',
  audiobookFilePath: '',
}
const none = { downloads: [], waiting: [], reports: [], now }
const download = (status: string, quality = 'epub') => ({ id: 1, bookId: 7, status, quality }) as unknown as QueueItem
const stages = (facts: typeof book, around: Partial<Parameters<typeof standingsOf>[1]> = {}) =>
  standingsOf(facts, { ...none, ...around }).map(({ slot, stage }) => `${slot} ${stage}`)

it('follows a book from nobody wanting it to the library', () => {
  expect(stages({ ...book, monitored: false })).toEqual(['ebook unwanted'])
  expect(stages({ ...book, status: 'skipped' })).toEqual(['ebook unwanted'])
  expect(stages({ ...book, releaseDate: '2027-01-01T00:00:00Z' })).toEqual(['ebook ahead'])
  expect(stages(book)).toEqual(['ebook wanted'])
  expect(stages(book, { waiting: [{ id: 1, bookId: 7, mediaType: 'ebook', title: '', reason: '' }] })).toEqual([
    'ebook waiting',
  ])
  expect(stages(book, { downloads: [download('downloading')] })).toEqual(['ebook loading'])
  expect(stages(book, { downloads: [download('importing')] })).toEqual(['ebook importing'])
  expect(stages(book, { downloads: [download('importBlocked')] })).toEqual(['ebook stuck'])
  expect(stages({ ...book, ebookFilePath: '/books/emma.epub' })).toEqual(['ebook finished'])
})

it('says of an old download nothing: the book is wanted again', () => {
  expect(stages(book, { downloads: [download('failed'), download('imported')] })).toEqual(['ebook wanted'])
})

it('tells the two forms of a book apart', () => {
  const both = { ...book, mediaType: 'both', ebookFilePath: '/books/emma.epub' }
  expect(stages(both)).toEqual(['ebook finished', 'audiobook wanted'])
  expect(stages(both, { downloads: [download('downloading', 'm4b')] })).toEqual(['ebook finished', 'audiobook loading'])
})
