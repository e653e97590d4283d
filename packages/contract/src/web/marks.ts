import { type Static, Type } from 'typebox'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

/** More than a search for works finds. */
const MOST = 100
const Text = Type.String({ maxLength: 1_000 })

export const AuthorMark = Type.Object({
  number: Type.Integer(),
  id: Nullable(Type.String({ description: 'What the library calls them; null as long as it does not show them.' })),
  isMonitored: Type.Boolean(),
})
export type AuthorMark = Static<typeof AuthorMark>

export const BookMark = Type.Object({
  number: Type.Integer(),
  id: Nullable(Type.String({ description: 'What the library calls it; null as long as it does not show it.' })),
  state: Type.Union([
    Type.Literal('have'),
    Type.Literal('coming'),
    Type.Literal('wanted'),
    /** It is known and nobody wants it. */
    Type.Literal('known'),
  ]),
})
export type BookMark = Static<typeof BookMark>

/** A POST because so many titles do not fit into an address; nothing is changed by it. */
export const markHits = endpoint({
  method: 'POST',
  path: '/api/web/marks',
  tag: 'Web app',
  summary: 'Which hits of a search are here already, wanted or at hand; in the order of the question',
  access: 'user',
  body: Type.Object({
    authors: Type.Array(Type.Object({ foreignId: Text, name: Text }), { maxItems: MOST }),
    books: Type.Array(Type.Object({ foreignId: Text, title: Text, author: Text }), { maxItems: MOST }),
  }),
  response: Type.Object({
    authors: Type.Array(Nullable(AuthorMark)),
    books: Type.Array(Nullable(BookMark)),
  }),
})
