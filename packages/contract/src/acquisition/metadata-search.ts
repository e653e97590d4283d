import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { AuthorFacts } from './author-facts.ts'
import { Book } from './book.ts'

const tag = 'Acquisition: metadata'

const text = Type.Optional(Type.String())
const query = Type.Object({ q: text, term: Type.Optional(Type.String({ description: 'Where `q` is empty.' })) })
const failures = { 502: 'No provider answered.' }

export const searchAuthors = endpoint({
  method: 'GET',
  path: '/api/v1/search/author',
  tag,
  summary: 'Look for people at the providers, the best match first',
  access: 'acquisition',
  query,
  response: Type.Array(AuthorFacts),
  failures,
})

export const searchBooks = endpoint({
  method: 'GET',
  path: '/api/v1/search/book',
  tag,
  summary: 'Look for books at the providers, the best match first',
  access: 'acquisition',
  query,
  response: Type.Array(Book),
  failures,
})

export const lookUpBook = endpoint({
  method: 'GET',
  path: '/api/v1/book/lookup',
  tag,
  summary: 'The book of an ISBN, or the audiobook of an ASIN',
  access: 'acquisition',
  query: Type.Object({ isbn: text, asin: Type.Optional(Type.String({ description: 'Looked at first.' })) }),
  response: Book,
  failures: { 404: 'No provider knows it.', ...failures },
})
