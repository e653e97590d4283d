import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { BookFilters } from './books.ts'
import { ReadState } from './reading.ts'

const Names = Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 50 })

/** Books by their ids, or all that filters leave but those named. */
export const BookSelection = Type.Union([
  Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 1_000 }) }),
  Type.Object({ filters: BookFilters, except: Type.Array(Id, { maxItems: 1_000 }) }),
])
export type BookSelection = Static<typeof BookSelection>

export const BulkChange = Type.Union([
  Type.Object({ kind: Type.Literal('tags'), add: Names, remove: Names }),
  Type.Object({
    kind: Type.Literal('series'),
    /** Null takes the books out of every series. */
    name: Nullable(Type.String({ maxLength: 500 })),
    /** Number of the first book; the others follow in the order of the selection. Null leaves them without numbers. */
    from: Nullable(Type.Number({ minimum: 0, maximum: 100_000 })),
  }),
  Type.Object({ kind: Type.Literal('authors'), names: Names, isReplacing: Type.Boolean() }),
  /** Null takes the language away. */
  Type.Object({ kind: Type.Literal('language'), language: Nullable(Type.String({ maxLength: 100 })) }),
  Type.Object({ kind: Type.Literal('library'), library: Id, isMoving: Type.Boolean() }),
  /** What the books are to the caller; the only change that is no change of the library. */
  Type.Object({ kind: Type.Literal('state'), state: ReadState }),
  Type.Object({ kind: Type.Literal('delete') }),
])
export type BulkChange = Static<typeof BulkChange>

export const changeManyBooks = endpoint({
  method: 'POST',
  path: '/api/web/books/bulk',
  summary: 'Change many books in one go that can be undone: at once, or as a job where they are many',
  description: 'Files on disk stay where they are, also those of books that are thrown out.',
  tag: 'Web app',
  access: 'user',
  body: Type.Object({ selection: BookSelection, change: BulkChange }),
  response: Type.Object({
    /** How many books were chosen. */
    count: Type.Integer(),
    /** Undo it to take all of it back; null where nothing was changed, or the work has only been asked for. */
    changeId: Nullable(Type.String()),
    /** The job that does it; null where it is done. */
    jobId: Nullable(Type.String()),
    /** Where the state was changed: what the books were before, to be set again. */
    statesBefore: Type.Array(Type.Object({ state: ReadState, ids: Type.Array(Id) })),
  }),
  failures: { 404: 'no such library' },
})

export const BulkJob = Type.Object({
  isDone: Type.Boolean(),
  /** Books done so far, and in all. */
  done: Type.Integer(),
  total: Type.Integer(),
  changeId: Nullable(Type.String()),
  /** In words, where it went wrong. */
  error: Nullable(Type.String()),
})

export const readBulkJob = endpoint({
  method: 'GET',
  path: '/api/web/books/bulk/:jobId',
  summary: 'How far a change of many books is',
  tag: 'Web app',
  access: 'user',
  params: Type.Object({ jobId: Id }),
  response: BulkJob,
  failures: { 404: 'the caller has asked for no such job' },
})
