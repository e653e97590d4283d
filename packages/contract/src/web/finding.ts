import { type Static, Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { BookFilters } from './books.ts'

const tag = 'Web app'

export const FilterKind = Type.Union([Type.Literal('author'), Type.Literal('series'), Type.Literal('tag')])
export type FilterKind = Static<typeof FilterKind>

export const FilterValue = Type.Object({ id: Type.String(), name: Type.String(), bookCount: Type.Integer() })
export type FilterValue = Static<typeof FilterValue>

export const findFilterValues = endpoint({
  method: 'GET',
  path: '/api/web/filter-values',
  summary: 'Authors, series or tags whose name begins like what was typed; without a text those with most books',
  tag,
  access: 'user',
  query: Type.Object({ kind: FilterKind, q: Type.Optional(Type.String()) }),
  response: Type.Array(FilterValue),
})

export const readLetters = endpoint({
  method: 'GET',
  path: '/api/web/letters',
  summary: 'How many books of a list begin with each letter, in the order of the list from A to Z',
  description: '`#` stands for what comes before A, `…` for what comes behind Z. Letters without books are left out.',
  tag,
  access: 'user',
  query: Type.Object({ sort: Type.Union([Type.Literal('title'), Type.Literal('author')]), ...BookFilters.properties }),
  response: Type.Array(Type.Object({ letter: Type.String(), count: Type.Integer() })),
})
