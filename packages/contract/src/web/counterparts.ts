import { Type } from 'typebox'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

/**
 * One thing has two names: the library calls it by an opaque id, the acquisition surface by a number. The web app shows
 * both sides and has to get from one to the other.
 */
export const findCounterpart = endpoint({
  method: 'GET',
  path: '/api/web/counterparts/:kind/:name',
  tag: 'Web app',
  summary: 'What a book or an author is called on the other surface',
  description: '`name` is the id of the library or the number of the acquisition surface.',
  access: 'user',
  params: Type.Object({
    kind: Type.Union([Type.Literal('books'), Type.Literal('authors')]),
    name: Type.String({ maxLength: 36 }),
  }),
  response: Type.Object({
    number: Type.Integer(),
    id: Nullable(Type.String({ description: 'Null as long as the library does not show it.' })),
  }),
  failures: { 404: 'There is no such thing.' },
})
