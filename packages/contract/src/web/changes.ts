import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'
const Text = Nullable(Type.String())

/** One thing of a value: a name with its role or its place in a series, or a whole text. */
export const ChangedValue = Type.Object({ text: Type.String(), role: Text, position: Text })
export type ChangedValue = Static<typeof ChangedValue>

export const ChangedField = Type.Object({
  /** `title`, `creators`, `isbn13`, …; for words to people. */
  field: Type.String(),
  before: Type.Array(ChangedValue),
  after: Type.Array(ChangedValue),
  /** Another change has touched it since: it stays as it is when this one is undone. Never where that was done. */
  isTaken: Type.Boolean(),
})
export type ChangedField = Static<typeof ChangedField>

/** What was done to a book, a person, a series or a tag; what was done in one go is one entry. */
export const ChangeEntry = Type.Object({
  id: Type.String(),
  at: Type.String(),
  /** Name of who did it; null for the system itself and for accounts that are gone. */
  by: Text,
  /** `person`, `scan`, `upload`, `provider:…`. */
  origin: Type.String(),
  kind: Type.String(),
  /** In English, for what has no fields. */
  summary: Type.String(),
  /** The file that it was about. */
  fileName: Text,
  /** How many changes are undone together. */
  count: Type.Integer(),
  book: Nullable(Type.Object({ id: Type.String(), title: Type.String(), isDeleted: Type.Boolean() })),
  fields: Type.Array(ChangedField),
  /** `partly`: some fields are taken by later changes. `no`: all are, or it was undone. */
  canUndo: Type.Union([Type.Literal('yes'), Type.Literal('partly'), Type.Literal('no')]),
  undoneAt: Text,
})
export type ChangeEntry = Static<typeof ChangeEntry>

const Page = Type.Object({
  items: Type.Array(ChangeEntry),
  /** Send it as `before` for the next page; null on the last one. */
  next: Text,
})
const Paging = Type.Object({
  before: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
})

export const listBookChanges = endpoint({
  method: 'GET',
  path: '/api/web/books/:bookId/changes',
  summary: 'What was changed of a book in the last 30 days, newest first',
  tag,
  access: 'user',
  params: Type.Object({ bookId: Id }),
  query: Paging,
  response: Page,
  failures: { 404: 'no such book' },
})

export const listChanges = endpoint({
  method: 'GET',
  path: '/api/web/changes',
  summary: 'What was changed in the whole library in the last 30 days, newest first',
  tag,
  access: 'user',
  query: Paging,
  response: Page,
})

export const undoChange = endpoint({
  method: 'POST',
  path: '/api/web/changes/:changeId/undo',
  summary: 'Take a change back, with all that was changed in the same go',
  description: 'Where a later change touched the same fields, `anyway` undoes those that are free and leaves the rest.',
  tag,
  access: 'user',
  params: Type.Object({ changeId: Id }),
  body: Type.Object({ anyway: Type.Optional(Type.Boolean()) }),
  response: Type.Object({ undone: Type.Integer() }),
  failures: { 404: 'no such change', 409: 'a later change touched the same, or it was undone already' },
})

export const deleteBook = endpoint({
  method: 'DELETE',
  path: '/api/web/books/:bookId',
  summary: 'Throw a book out of the library; its files stay on disk and it can be brought back for 30 days',
  tag,
  access: 'user',
  params: Type.Object({ bookId: Id }),
  response: Type.Object({ changeId: Type.String() }),
  failures: { 404: 'no such book' },
})

export const DeletedBook = Type.Object({
  id: Type.String(),
  title: Type.String(),
  authors: Type.Array(Type.String()),
  coverUrl: Text,
  coverColor: Text,
  fileCount: Type.Integer(),
  deletedAt: Type.String(),
  by: Text,
  /** When it is forgotten for good. */
  goneAt: Type.String(),
  /** Undo it to bring the book back. */
  changeId: Type.String(),
})
export type DeletedBook = Static<typeof DeletedBook>

export const listDeletedBooks = endpoint({
  method: 'GET',
  path: '/api/web/deleted-books',
  summary: 'Books that were thrown out in the last 30 days, newest first',
  tag,
  access: 'user',
  query: Paging,
  response: Type.Object({ items: Type.Array(DeletedBook), next: Text }),
})
