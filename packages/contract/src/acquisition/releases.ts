import { type Static, Type } from 'typebox'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: releases'

/** One hit of a search. */
export const SearchResult = Type.Object({
  guid: Type.String(),
  indexerId: Type.Integer(),
  indexerName: Type.String(),
  indexerPriority: Type.Integer(),
  title: Type.String(),
  size: Type.Integer({ description: 'Bytes; 0 where it is not known.' }),
  pubDate: Type.String({ description: 'As the indexer wrote it.' }),
  nzbUrl: Type.String({ description: 'Without the key of the indexer.' }),
  infoUrl: Type.Optional(Type.String({ description: 'A page for people.' })),
  category: Type.String(),
  grabs: Type.Integer(),
  author: Type.String(),
  bookTitle: Type.String(),
  protocol: Type.Union([Type.Literal('usenet'), Type.Literal('torrent')]),
  language: Type.Optional(Type.String()),
  downloadVolumeFactor: Type.Optional(Type.Number({ description: '0 is free.' })),
  mediaType: Type.Optional(Type.String()),
})
export type SearchResult = Static<typeof SearchResult>

export const JudgedResult = Type.Object({
  ...SearchResult.properties,
  approved: Type.Boolean(),
  rejection: Type.Optional(Type.String()),
})

/** What a search did, for whoever wonders about its hits. */
export const SearchDebug = Type.Object({
  query: Type.Object({
    title: Type.Optional(Type.String()),
    author: Type.Optional(Type.String()),
    year: Type.Optional(Type.Integer()),
    isbn: Type.Optional(Type.String()),
    asin: Type.Optional(Type.String()),
    mediaType: Type.Optional(Type.String()),
    allowedLanguages: Type.Optional(Type.Array(Type.String())),
    freeText: Type.Optional(Type.String()),
  }),
  indexers: Type.Array(
    Type.Object({
      indexerId: Type.Integer(),
      indexerName: Type.String(),
      enabled: Type.Boolean(),
      skipped: Type.Optional(Type.Boolean()),
      skipReason: Type.Optional(Type.String()),
      categories: Type.Optional(Type.Array(Type.Integer())),
      resultCount: Type.Integer(),
      durationMs: Type.Integer(),
      error: Type.Optional(Type.String()),
      rawTitles: Type.Optional(Type.Array(Type.String())),
    }),
  ),
  pipeline: Type.Object({
    rawCount: Type.Integer(),
    afterDedupe: Type.Integer(),
    afterUsenetJunk: Type.Integer(),
    afterNonBookContent: Type.Integer(),
    afterRelevance: Type.Integer(),
  }),
  filters: Type.Array(
    Type.Object({
      title: Type.String(),
      indexerName: Type.Optional(Type.String()),
      stage: Type.String(),
      reason: Type.String(),
    }),
  ),
  startedAt: Time,
  durationMs: Type.Integer(),
})
export type SearchDebug = Static<typeof SearchDebug>

export const searchByWords = endpoint({
  method: 'GET',
  path: '/api/v1/indexer/search',
  tag,
  summary: 'Search all indexers for words, the best first',
  access: 'acquisition',
  query: Type.Object({ q: Type.Optional(Type.String()) }),
  response: Type.Array(SearchResult),
})

export const searchBook = endpoint({
  method: 'POST',
  path: '/api/v1/book/:id/search',
  tag,
  summary: 'Search all indexers for a book and judge what they offer; nothing is grabbed',
  access: 'acquisition',
  params: IdParams,
  response: Type.Object({ results: Type.Array(JudgedResult), debug: Nullable(SearchDebug) }),
  failures: { 404: 'No such book.' },
})

export const getLastDebug = endpoint({
  method: 'GET',
  path: '/api/v1/search/last-debug',
  tag,
  summary: 'What the last search for a book by the caller did',
  access: 'acquisition',
  response: SearchDebug,
  failures: { 404: 'The caller has not searched for a book yet.' },
})
