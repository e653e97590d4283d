import type { BookCard } from '@colophon/contract/web/books.ts'
import { expect, it } from 'vitest'
import { groupsOf, nextUnread } from './groups.ts'

const book = (id: string, more: Partial<BookCard> = {}): BookCard => ({
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
  ...more,
})
const work = (id: string, series: string | null, publishedOn: string | null) => ({
  book: book(id, { series: series === null ? null : { name: series, position: null } }),
  roles: ['author'],
  publishedOn,
})
const works = [
  work('a', 'One', '1990'),
  work('b', null, null),
  work('c', 'One', '2001-03'),
  work('d', 'Two', '1990-12'),
]
const shape = (grouping: 'series' | 'year') =>
  groupsOf(works, grouping).map(({ key, works: members }) => [key, members.map((member) => member.book.id).join('')])

it('puts the books of a person into their series, single ones last', () => {
  expect(shape('series')).toEqual([
    ['One', 'ac'],
    ['Two', 'd'],
    ['', 'b'],
  ])
})

it('puts them into years, the latest first', () => {
  expect(shape('year')).toEqual([
    ['2001', 'c'],
    ['1990', 'ad'],
    ['', 'b'],
  ])
})

it('reads on where the reading stopped', () => {
  const states = ['finished', 'reading', 'unread'] as const
  const volumes = states.map((state, index) => ({ book: book(String(index), { state }) }))
  expect(nextUnread(volumes)?.book.id).toBe('1')
  expect(nextUnread(volumes.slice(0, 1))).toBeUndefined()
  expect(nextUnread(volumes.slice(2))?.book.id).toBe('2')
})
