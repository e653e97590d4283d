import { Type } from 'typebox'
import { MediaType } from '../acquisition/media.ts'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

/** What a person has to see of a book to know that it is the one they mean. */
export const FoundWork = Type.Object({
  foreignBookId: Type.String(),
  title: Type.String(),
  author: Type.Optional(Type.Object({ foreignAuthorId: Type.String(), authorName: Type.String() })),
  imageUrl: Type.String({ description: 'At the provider; empty where there is none.' }),
  releaseDate: Nullable(Type.String({ description: 'As precise as it is known.' })),
  language: Type.String(),
  mediaType: MediaType,
  metadataProvider: Type.String(),
})

const Words = Type.Object({ q: Type.String({ minLength: 2, maxLength: 300 }) })

export const findBooks = endpoint({
  method: 'GET',
  path: '/api/web/found-books',
  tag: 'Web app',
  summary:
    'Look for books at the providers by words or an ISBN, the best match first; for readers too, who ask for them',
  access: 'user',
  query: Words,
  response: Type.Array(FoundWork),
  failures: { 502: 'No provider answered.' },
})

/** What a person has to see of somebody to know that it is the author they mean. */
export const FoundPerson = Type.Object({
  foreignAuthorId: Type.String(),
  authorName: Type.String(),
  disambiguation: Type.String(),
  ratingsCount: Type.Integer(),
  imageUrl: Type.String({ description: 'At the provider; empty where there is none.' }),
  metadataProvider: Type.String(),
})

export const findAuthorsToFollow = endpoint({
  method: 'GET',
  path: '/api/web/found-authors',
  tag: 'Web app',
  summary: 'Look for people at the providers, the best match first',
  access: 'acquisition',
  query: Words,
  response: Type.Array(FoundPerson),
  failures: { 502: 'No provider answered.' },
})
