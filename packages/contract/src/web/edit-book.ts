import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { LONGEST } from './edit-rules.ts'

const tag = 'Web app'
const Text = Nullable(Type.String({ maxLength: LONGEST.text }))
const Name = Type.String({ minLength: 1, maxLength: LONGEST.name })
const params = Type.Object({ bookId: Id })

export const CreatorRole = Type.Union([
  Type.Literal('author'),
  Type.Literal('translator'),
  Type.Literal('narrator'),
  Type.Literal('illustrator'),
  Type.Literal('editor'),
  Type.Literal('contributor'),
])
export type CreatorRole = Static<typeof CreatorRole>

/** Everything of a book that a person edits. People, series and tags are given by name; new ones are made. */
export const BookValues = Type.Object({
  title: Type.String({ maxLength: LONGEST.text }),
  subtitle: Text,
  /** By what it is sorted instead of its title. */
  sortTitle: Text,
  creators: Type.Array(Type.Object({ name: Name, role: CreatorRole }), { maxItems: 200 }),
  /** The main one first. */
  series: Type.Array(Type.Object({ name: Name, position: Nullable(Type.String({ maxLength: LONGEST.position })) }), {
    maxItems: 50,
  }),
  tags: Type.Array(Name, { maxItems: 200 }),
  /** Subjects as the files name them. */
  genres: Type.Array(Name, { maxItems: 200 }),
  publisher: Text,
  /** A year, a month or a day: `1813-01-28`. */
  publishedOn: Text,
  language: Text,
  identifiers: Type.Array(
    Type.Object({
      scheme: Type.String({ minLength: 1, maxLength: LONGEST.scheme }),
      value: Type.String({ minLength: 1, maxLength: LONGEST.identifier }),
    }),
    { maxItems: 100 },
  ),
  /** Plain text or HTML, which is made safe. */
  description: Nullable(Type.String({ maxLength: LONGEST.description })),
  libraryIds: Type.Array(Type.String(), { maxItems: 500 }),
})
export type BookValues = Static<typeof BookValues>

export const EditForm = Type.Object({
  values: BookValues,
  /** Send it with the changes: if somebody else has changed the book meanwhile, nothing is overwritten. */
  version: Type.String(),
  /** Names of fields of `values` that scans and providers leave as they are. */
  locked: Type.Array(Type.String()),
  libraries: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      /** One of its folders holds a file of the book, so it always lists it. */
      holdsFiles: Type.Boolean(),
    }),
  ),
})
export type EditForm = Static<typeof EditForm>

export const readEditForm = endpoint({
  method: 'GET',
  path: '/api/web/books/:bookId/edit',
  summary: 'What a person can edit of a book',
  tag,
  access: 'user',
  params,
  response: EditForm,
  failures: { 404: 'no such book' },
})

export const reviseBook = endpoint({
  method: 'PUT',
  path: '/api/web/books/:bookId/edit',
  summary: 'Save what a person edited of a book; what changed is locked against scans and providers',
  tag,
  access: 'user',
  params,
  body: Type.Object({ version: Type.String(), values: BookValues }),
  response: Type.Object({
    /** For undoing it; null where nothing was changed. */
    changeId: Nullable(Type.String()),
  }),
  failures: { 404: 'no such book', 409: 'somebody else has changed the book meanwhile' },
})

export const unlockFields = endpoint({
  method: 'DELETE',
  path: '/api/web/books/:bookId/locks',
  summary: 'Let scans and providers change all fields of a book again',
  tag,
  access: 'user',
  params,
  status: 204,
  failures: { 404: 'no such book' },
})

export const listCoverChoices = endpoint({
  method: 'GET',
  path: '/api/web/books/:bookId/covers',
  summary: 'Pictures that the files of a book hold',
  tag,
  access: 'user',
  params,
  response: Type.Array(
    Type.Object({
      /** Send it to choose this picture. */
      id: Type.String(),
      url: Type.String(),
      color: Nullable(Type.String()),
      fileName: Type.String(),
      isCurrent: Type.Boolean(),
    }),
  ),
  failures: { 404: 'no such book' },
})

export const changeCover = endpoint({
  method: 'PUT',
  path: '/api/web/books/:bookId/cover',
  summary: 'Give a book another cover: a picture, one out of its files, one from an address, or none',
  tag,
  access: 'user',
  params,
  bodyLimit: 28 * 1024 * 1024,
  body: Type.Union([
    Type.Object({ from: Type.Literal('picture'), dataUrl: Type.String() }),
    Type.Object({ from: Type.Literal('file'), id: Type.String() }),
    Type.Object({ from: Type.Literal('address'), address: Type.String({ maxLength: 4_000 }) }),
    Type.Object({ from: Type.Literal('nowhere') }),
  ]),
  response: Type.Object({ changeId: Nullable(Type.String()) }),
  failures: { 404: 'no such book or picture', 413: 'the picture is too large', 503: 'the address does not answer' },
})

export const findNames = endpoint({
  method: 'GET',
  path: '/api/web/names',
  summary: 'People, series or tags whose name begins like this, for looking up while typing',
  tag,
  access: 'user',
  query: Type.Object({
    kind: Type.Union([Type.Literal('author'), Type.Literal('series'), Type.Literal('tag')]),
    q: Type.String({ maxLength: 200 }),
  }),
  response: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})
