import type { BookCard, searchEverything } from '@colophon/contract/web/books.ts'
import type { AnswerOf } from '#api/call.ts'
import type { Command } from './commands.ts'

export type Hit =
  | { kind: 'book'; id: string; name: string; detail: string; coverUrl: string | null; coverColor: string | null }
  | { kind: 'author' | 'series'; id: string; name: string; bookCount: number }
  | { kind: 'command'; id: string; command: Command }
  | { kind: 'outside'; id: 'outside'; words: string }

/** The answers of a search as one list to walk through with the arrow keys, in the order in which they are shown. */
export function hitsOf({ books, authors, series }: AnswerOf<typeof searchEverything>): Hit[] {
  return [
    ...books.map(bookHit),
    ...authors.slice(0, 5).map((author): Hit => ({ kind: 'author', ...author })),
    ...series.slice(0, 5).map((one): Hit => ({ kind: 'series', ...one })),
  ]
}

export const bookHit = ({ id, title, authors, coverUrl, coverColor }: BookCard): Hit => {
  return { kind: 'book', id, name: title, detail: authors.join(', '), coverUrl, coverColor }
}

/** Leads to where books are that are not here yet. */
export const outsideHit = (words: string): Hit => ({ kind: 'outside', id: 'outside', words })

export const commandHit = (command: Command): Hit => ({ kind: 'command', id: command.id, command })
