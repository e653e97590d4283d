import { type Static, Type } from 'typebox'
import { Id, Maybe, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'
const Text = Nullable(Type.String())

/** `highlight`: a passage that is marked; `note`: words of the reader; `bookmark`: a place. */
export const AnnotationKind = Type.Union([Type.Literal('highlight'), Type.Literal('note'), Type.Literal('bookmark')])
export type AnnotationKind = Static<typeof AnnotationKind>

export const AnnotationColor = Type.Union([
  Type.Literal('yellow'),
  Type.Literal('green'),
  Type.Literal('blue'),
  Type.Literal('pink'),
  Type.Literal('purple'),
])
export type AnnotationColor = Static<typeof AnnotationColor>

/** A highlight, note or bookmark as the web app sees it. */
export const BookAnnotation = Type.Object({
  id: Type.String(),
  kind: AnnotationKind,
  /** The passage that it stands at. */
  quote: Text,
  /** What the reader wrote. */
  note: Text,
  color: Nullable(AnnotationColor),
  /** `epubcfi(…)`, `page:12`, `time:83.5`, or what another client called the place. */
  locator: Text,
  /** 0 to 1, where in the book. */
  fraction: Nullable(Type.Number()),
  chapter: Text,
  /** The file it was made in, as long as that is there. */
  fileId: Text,
  /** The group that may read it too. */
  groupId: Text,
  isMine: Type.Boolean(),
  userName: Type.String(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
})
export type BookAnnotation = Static<typeof BookAnnotation>

const Quote = Type.String({ maxLength: 20_000 })
const Note = Type.String({ maxLength: 100_000 })
const Locator = Type.String({ maxLength: 4_000 })
const Fraction = Type.Number({ minimum: 0, maximum: 1 })
const Chapter = Type.String({ maxLength: 1_000 })

const bookParams = Type.Object({ bookId: Id })
const params = Type.Object({ annotationId: Id })
const foreignGroup = { 403: 'the group is not one of the caller' }
const gone = { 404: 'no such annotation, or not one of the caller' }

export const listAnnotations = endpoint({
  method: 'GET',
  path: '/api/web/books/:bookId/annotations',
  summary: 'Every highlight, note and bookmark of the caller in a book, in the order of the book',
  tag,
  access: 'user',
  params: bookParams,
  response: Type.Array(BookAnnotation),
  failures: { 404: 'no such book' },
})

export const addAnnotation = endpoint({
  method: 'POST',
  path: '/api/web/books/:bookId/annotations',
  summary: 'Make a highlight, a note or a bookmark',
  description: 'A highlight needs a `quote`, a note a `note`, a bookmark a `locator`.',
  tag,
  access: 'user',
  params: bookParams,
  body: Type.Object({
    kind: AnnotationKind,
    quote: Maybe(Quote),
    note: Maybe(Note),
    color: Maybe(AnnotationColor),
    locator: Maybe(Locator),
    fraction: Maybe(Fraction),
    chapter: Maybe(Chapter),
    fileId: Maybe(Type.String()),
    groupId: Maybe(Type.String()),
  }),
  status: 201,
  response: BookAnnotation,
  failures: { ...foreignGroup, 404: 'no such book', 409: 'there are too many notes in this book' },
})

export const changeAnnotation = endpoint({
  method: 'PATCH',
  path: '/api/web/annotations/:annotationId',
  summary: 'Change what is given; null empties a field, what is left out stays',
  tag,
  access: 'user',
  params,
  body: Type.Object({
    kind: Type.Optional(AnnotationKind),
    quote: Maybe(Quote),
    note: Maybe(Note),
    color: Maybe(AnnotationColor),
    locator: Maybe(Locator),
    fraction: Maybe(Fraction),
    chapter: Maybe(Chapter),
    groupId: Maybe(Type.String()),
  }),
  response: BookAnnotation,
  failures: { ...foreignGroup, ...gone },
})

export const removeAnnotation = endpoint({
  method: 'DELETE',
  path: '/api/web/annotations/:annotationId',
  summary: 'Delete a highlight, a note or a bookmark',
  tag,
  access: 'user',
  params,
  status: 204,
  failures: gone,
})

/** An annotation beside others of other books. */
export const NotebookEntry = Type.Object({
  ...BookAnnotation.properties,
  book: Type.Object({
    id: Type.String(),
    title: Type.String(),
    authors: Type.Array(Type.String()),
    coverUrl: Text,
    coverColor: Text,
  }),
})
export type NotebookEntry = Static<typeof NotebookEntry>

export const readNotebook = endpoint({
  method: 'GET',
  path: '/api/web/annotations',
  summary: 'Highlights, notes and bookmarks of the caller in all books, newest first',
  tag,
  access: 'user',
  query: Type.Object({
    kind: Type.Optional(AnnotationKind),
    color: Type.Optional(AnnotationColor),
    /** Words that each begin a word of the passage, the note, the chapter or the title of the book. */
    q: Type.Optional(Type.String({ maxLength: 200 })),
    book: Type.Optional(Type.String()),
    /** `next` of the page before. */
    after: Type.Optional(Type.String()),
    /** At most 200; 50 unless said. */
    limit: Type.Optional(Type.Unsafe<string | number>({ type: 'string', pattern: '^\\d{1,9}$' })),
  }),
  response: Type.Object({
    items: Type.Array(NotebookEntry),
    /** For `after`; null where there are no more. */
    next: Text,
  }),
})

export const exportAnnotations = endpoint({
  method: 'GET',
  path: '/api/web/books/:bookId/annotations/export',
  summary: 'The highlights, notes and bookmarks of the caller in a book as a file',
  tag,
  access: 'user',
  params: bookParams,
  query: Type.Object({ format: Type.Union([Type.Literal('markdown'), Type.Literal('json')]) }),
  produces: 'application/octet-stream',
  failures: { 404: 'no such book' },
})
