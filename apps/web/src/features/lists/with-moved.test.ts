import type { BookCard } from '@colophon/contract/web/books.ts'
import { expect, it } from 'vitest'
import { withMoved } from './list-queries.ts'

const card = (id: string): BookCard => ({
  id,
  title: id,
  subtitle: null,
  authors: [],
  coverUrl: null,
  coverColor: null,
  series: null,
  formats: [],
  language: null,
  publishedOn: null,
  progress: null,
  state: 'unread',
  rating: null,
  isMissing: false,
  addedAt: '2026-01-01T00:00:00Z',
})
const list = { id: 'l', name: 'L', description: null, bookCount: 5, coverUrls: [] }
const data = {
  pages: [
    { list, offset: 0, items: ['a', 'b', 'c'].map(card) },
    { list, offset: 3, items: ['d', 'e'].map(card) },
  ],
  pageParams: [0, 3],
}
const order = (id: string, after: string | null) =>
  withMoved(data, id, after).pages.map(({ items }) => items.map((book) => book.id).join(''))

it('moves a book over the border of two parts and keeps their lengths', () => {
  expect(order('d', 'a')).toEqual(['adb', 'ce'])
  expect(order('a', 'e')).toEqual(['bcd', 'ea'])
  expect(order('e', null)).toEqual(['eab', 'cd'])
})

it('leaves everything where it is for a place that is not there', () => {
  expect(order('a', 'z')).toEqual(['abc', 'de'])
  expect(order('z', 'a')).toEqual(['abc', 'de'])
  expect(order('b', 'b')).toEqual(['abc', 'de'])
})
