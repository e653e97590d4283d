import { type Static, Type } from 'typebox'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'

const Slot = Type.Union([Type.Literal('ebook'), Type.Literal('audiobook')])

/** A reason against a release. */
export const ReleaseReason = Type.Object({
  code: Type.String(),
  text: Type.String(),
  isTemporary: Type.Boolean({ description: 'It may be taken later, without anything about it changing.' }),
})

/** A release with all that was found out about it: a row of the table of an interactive search. */
export const FoundRelease = Type.Object({
  slot: Slot,
  guid: Type.String(),
  title: Type.String(),
  indexerId: Type.Integer(),
  indexerName: Type.String(),
  protocol: Type.Union([Type.Literal('usenet'), Type.Literal('torrent')]),
  url: Type.String({ description: 'Without the key of the indexer; what a grab is asked with.' }),
  infoUrl: Nullable(Type.String()),
  sizeBytes: Type.Integer({ description: '0 where it is not known.' }),
  publishedAt: Nullable(Type.String()),
  grabs: Type.Integer(),
  seeders: Nullable(Type.Integer()),
  isFreeleech: Type.Boolean(),
  match: Type.String({ description: '`id`, `exact`, `strong`, `fair`, `weak` or `none`, the best first.' }),
  format: Nullable(Type.String()),
  customFormats: Type.Array(Type.String()),
  score: Type.Number(),
  languages: Type.Array(Type.String()),
  isApproved: Type.Boolean(),
  reasons: Type.Array(ReleaseReason, { description: 'All that stand against it, not the first alone.' }),
})
export type FoundRelease = Static<typeof FoundRelease>

export const AskedIndexer = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  skipReason: Nullable(Type.String()),
  error: Nullable(Type.String()),
  count: Type.Integer(),
  milliseconds: Type.Integer(),
})

export const SearchCounts = Type.Object({
  raw: Type.Integer(),
  afterDedupe: Type.Integer(),
  afterJunk: Type.Integer(),
  afterNonBook: Type.Integer(),
  afterRelevance: Type.Integer(),
  afterLanguage: Type.Integer(),
  approved: Type.Integer(),
})

/** What a search of one slot of a book came to. */
export const SearchReport = Type.Object({
  slot: Slot,
  trigger: Type.String(),
  searchedAt: Type.String(),
  milliseconds: Type.Integer(),
  nextSearchAt: Nullable(Type.String({ description: 'When it is searched again by itself, at the earliest.' })),
  /** Null where the report was long ago and only its time is known. */
  counts: Nullable(SearchCounts),
  outcome: Type.String({
    description: '`grabbing`, `pending`, `rejected`, `nothing-found`, or `no-indexer`.',
  }),
  indexers: Type.Array(AskedIndexer),
  releases: Type.Array(FoundRelease),
})
export type SearchReport = Static<typeof SearchReport>

/** Whether a better file is looked for in place of one that is there, or why not. */
export const UpgradeStanding = Type.Object({
  slot: Slot,
  standing: Type.Union(
    [
      Type.Literal('sought'),
      Type.Literal('good-enough'),
      Type.Literal('by-hand'),
      Type.Literal('not-allowed'),
      Type.Literal('no-profile'),
      Type.Literal('unwanted'),
      Type.Literal('off'),
      Type.Literal('elsewhere'),
    ],
    { description: '`sought` where one is looked for; every other word is a reason why none is.' },
  ),
  format: Type.String({ description: 'The best that is there.' }),
  profile: Nullable(Type.String({ description: 'The name of the quality profile of its author.' })),
  cutoff: Nullable(Type.String({ description: 'What the profile is content with.' })),
})
export type UpgradeStanding = Static<typeof UpgradeStanding>

const BookParams = Type.Object({ bookId: Type.String({ description: 'The number of the book.' }) })

export const searchInteractively = endpoint({
  method: 'POST',
  path: '/api/web/acquisition/books/:bookId/search',
  summary: 'Search all indexers for a book now; the rows of the table, with every reason',
  tag,
  access: 'acquisition',
  params: BookParams,
  body: Type.Object({
    slot: Type.Optional(Nullable(Slot)),
    showsRejected: Type.Optional(Type.Boolean({ description: 'Other books and languages too, with their reasons.' })),
  }),
  response: Type.Object({
    indexers: Type.Array(AskedIndexer),
    releases: Type.Array(FoundRelease),
    milliseconds: Type.Integer(),
  }),
  failures: { 404: 'No such book.' },
})

export const getSearchReports = endpoint({
  method: 'GET',
  path: '/api/web/acquisition/books/:bookId/searches',
  summary: 'Why was nothing grabbed? The last automatic search of each slot of a book, with reasons per release',
  tag,
  access: 'acquisition',
  params: BookParams,
  response: Type.Object({
    searches: Type.Array(SearchReport),
    upgrades: Type.Array(UpgradeStanding, { description: 'One for each slot that has a file.' }),
  }),
  failures: { 404: 'No such book.' },
})

export const getIndexerHealth = endpoint({
  method: 'GET',
  path: '/api/web/acquisition/indexers/health',
  summary: 'How each indexer has answered lately, and until when it rests',
  tag,
  access: 'acquisition-admin',
  response: Type.Object({
    indexers: Type.Array(
      Type.Object({
        id: Type.Integer(),
        name: Type.String(),
        isEnabled: Type.Boolean(),
        failures: Type.Integer({ description: 'In a row.' }),
        restsUntil: Nullable(Type.String()),
        lastError: Nullable(Type.String()),
        lastSuccessAt: Nullable(Type.String()),
        requests: Type.Integer({ description: 'In the current hour or day.' }),
        grabs: Type.Integer(),
        lastRssAt: Nullable(Type.String()),
      }),
    ),
  }),
})
