import { type Static, Type } from 'typebox'
import { Id, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { OptionalText } from './fields.ts'

const tag = 'Annotations'
const bookParams = Type.Object({ bookId: Id })
const params = Type.Object({ annotationId: Id })
const gone = { 404: 'no such annotation, or not one of the caller' }
const foreignGroup = { 403: 'the group is not one of the caller' }

/** A note of a reader. `cfi` and `group_id` are left out where there is none. */
export const Annotation = Type.Object({
  id: Type.String(),
  user_id: Type.String(),
  book_id: Type.String(),
  text: Type.String({ description: 'the note; where there is none, the passage that is marked' }),
  cfi: Type.Optional(Type.String({ description: 'the place in the words of whoever wrote it' })),
  group_id: Type.Optional(Type.String()),
  user_name: Type.String(),
  created_at: Timestamp,
  updated_at: Timestamp,
})
export type Annotation = Static<typeof Annotation>

export const AnnotationBody = Type.Object({
  text: Type.String({ description: 'not blank; kept as it is sent' }),
  cfi: OptionalText,
  group_id: OptionalText,
})

export const listBookAnnotations = endpoint({
  method: 'GET',
  path: '/api/books/:bookId/annotations',
  summary: 'List the notes of the caller in a book, oldest first',
  tag,
  access: 'user',
  params: bookParams,
  response: Type.Array(Annotation),
})

export const createAnnotation = endpoint({
  method: 'POST',
  path: '/api/books/:bookId/annotations',
  summary: 'Write a note into a book',
  tag,
  access: 'user',
  params: bookParams,
  body: AnnotationBody,
  status: 201,
  response: Annotation,
  failures: { ...foreignGroup, 404: 'no such book', 409: 'there are too many notes in this book' },
})

export const readAnnotation = endpoint({
  method: 'GET',
  path: '/api/annotations/:annotationId',
  summary: 'Read a note',
  tag,
  access: 'user',
  params,
  response: Annotation,
  failures: gone,
})

export const replaceAnnotation = endpoint({
  method: 'PUT',
  path: '/api/annotations/:annotationId',
  summary: 'Replace a note',
  tag,
  access: 'user',
  params,
  body: AnnotationBody,
  response: Annotation,
  failures: { ...foreignGroup, ...gone },
})

export const deleteAnnotation = endpoint({
  method: 'DELETE',
  path: '/api/annotations/:annotationId',
  summary: 'Delete a note',
  tag,
  access: 'user',
  params,
  status: 204,
  failures: gone,
})
