import { expect, it } from 'vitest'
import { hitsOf } from './hits.ts'

it('puts books before authors before series, in the order in which the arrow keys walk', () => {
  const book = {
    id: 'b1',
    title: 'Emma',
    subtitle: null,
    authors: ['Jane Austen'],
    coverUrl: null,
    coverColor: null,
    series: null,
    formats: ['epub'],
    progress: null,
    state: 'unread' as const,
    rating: null,
    isMissing: false,
    language: null,
    publishedOn: null,
    addedAt: '2026-01-01T00:00:00.000Z',
  }

  const hits = hitsOf({
    books: [book],
    total: 1,
    authors: [{ id: 'a1', name: 'Jane Austen', bookCount: 6 }],
    series: [{ id: 's1', name: 'Austen complete', bookCount: 6 }],
  })

  expect(hits.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['book b1', 'author a1', 'series s1'])
})
