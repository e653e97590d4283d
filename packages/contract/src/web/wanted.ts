import { type Static, Type } from 'typebox'
import { MediaType } from '../acquisition/media.ts'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

/** A book that is wanted, as a list shows it. */
export const WantedBook = Type.Object({
  number: Type.Integer({ description: 'Its id on the acquisition surface.' }),
  title: Type.String(),
  author: Type.Object({ number: Type.Integer(), name: Type.String() }),
  imageUrl: Nullable(Type.String({ description: 'On this server.' })),
  releaseDate: Nullable(Type.String({ description: 'A day.' })),
  mediaType: MediaType,
  has: Type.Array(MediaType, { description: 'Forms that are here already.' }),
})
export type WantedBook = Static<typeof WantedBook>

export const pageOfWanted = endpoint({
  method: 'GET',
  path: '/api/web/wanted',
  tag: 'Web app',
  summary: 'A page of the books that are wanted and monitored, by title',
  access: 'member',
  query: Type.Object({
    limit: Type.Optional(Type.String({ pattern: '^\\d{1,3}$', description: 'At most 200; 50 unless said.' })),
    offset: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
  }),
  response: Type.Object({ items: Type.Array(WantedBook), total: Type.Integer(), offset: Type.Integer() }),
})
