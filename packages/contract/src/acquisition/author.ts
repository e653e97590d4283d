import { Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { AuthorAlias, AuthorFacts, AuthorSyncSummary } from './author-facts.ts'
import { Book } from './book.ts'
import { BulkResults, IdParams, PageOf, PageQuery, Time } from './common.ts'
import { MediaType, MonitorMode, MonitorNewItems } from './media.ts'
import { Series } from './series.ts'

const tag = 'Acquisition: authors'

export const Author = Type.Object({
  ...AuthorFacts.properties,
  books: Type.Optional(Type.Array(Book)),
  statistics: Type.Optional(
    Type.Object({
      bookCount: Type.Integer(),
      availableBookCount: Type.Integer(),
      wantedBookCount: Type.Integer(),
    }),
  ),
  aliases: Type.Optional(Type.Array(AuthorAlias)),
  monitoredSeriesIds: Type.Optional(Type.Array(Type.Integer())),
  lastSync: Type.Optional(AuthorSyncSummary),
})

const text = Type.Optional(Type.String())
const id = Maybe(Type.Integer())
const Started = Type.Object({ message: Type.String() })
const failures = { 404: 'No such author.' }

export const NewAuthor = Type.Object({
  foreignAuthorId: Maybe(Type.String()),
  authorName: Maybe(Type.String()),
  monitored: Maybe(Type.Boolean()),
  monitorMode: Maybe(MonitorMode),
  monitorLatestCount: Maybe(Type.Integer()),
  qualityProfileId: id,
  metadataProfileId: id,
  rootFolderId: id,
  audiobookRootFolderId: id,
  searchOnAdd: Maybe(Type.Boolean()),
  mediaType: Maybe(Type.Union([MediaType, Type.Literal('')])),
})

export const listAuthors = endpoint({
  method: 'GET',
  path: '/api/v1/author',
  tag,
  summary: 'Authors with how many books there are of them',
  access: 'acquisition',
  query: Type.Object({ ...PageQuery.properties, search: text, monitored: text, sort: text }),
  response: PageOf(Author),
})

export const addAuthor = endpoint({
  method: 'POST',
  path: '/api/v1/author',
  tag,
  summary: 'Add an author; the works are listed in the background',
  description: 'Answers 200 where an author that was only a placeholder so far became the one of the provider.',
  access: 'acquisition',
  status: 201,
  body: NewAuthor,
  response: Author,
  failures: { 409: 'The author is there already.' },
})

export const addBook = endpoint({
  method: 'POST',
  path: '/api/v1/author/book',
  tag,
  summary: 'Want one book, and make its author where they are not there yet',
  access: 'acquisition',
  status: 201,
  body: Type.Object({
    foreignBookId: Maybe(Type.String()),
    foreignAuthorId: Maybe(Type.String()),
    authorName: Maybe(Type.String()),
    searchOnAdd: Maybe(Type.Boolean()),
    mediaType: Maybe(Type.Union([MediaType, Type.Literal('')])),
  }),
  response: Book,
  failures: {
    404: 'The provider knows no such work.',
    409: 'Several authors have the name.',
    422: 'Nobody knows who wrote it.',
    502: 'The provider failed.',
  },
})

export const changeAuthors = endpoint({
  method: 'POST',
  path: '/api/v1/author/bulk',
  tag,
  summary: 'Do one thing with many authors',
  access: 'acquisition',
  body: Type.Object({
    ids: Maybe(Type.Array(Type.Integer())),
    action: Maybe(Type.String()),
    mediaType: Maybe(Type.String()),
    monitorMode: Maybe(Type.String()),
    monitorLatestCount: Maybe(Type.Integer()),
    monitorNewItems: Maybe(Type.String()),
    applyMonitorModeToExisting: Maybe(Type.Boolean()),
    authors: Maybe(Type.Array(NewAuthor)),
  }),
  response: BulkResults,
})

export const getAuthor = endpoint({
  method: 'GET',
  path: '/api/v1/author/:id',
  tag,
  summary: 'One author with books, aliases and what the last look at the works came to',
  access: 'acquisition',
  params: IdParams,
  response: Author,
  failures,
})

export const updateAuthor = endpoint({
  method: 'PUT',
  path: '/api/v1/author/:id',
  tag,
  summary: 'Change what is named, leave the rest',
  access: 'acquisition',
  params: IdParams,
  body: Type.Object({
    monitored: Maybe(Type.Boolean()),
    monitorMode: Maybe(MonitorMode),
    monitorLatestCount: Maybe(Type.Integer()),
    monitorNewItems: Maybe(MonitorNewItems),
    qualityProfileId: id,
    metadataProfileId: id,
    rootFolderId: id,
    audiobookRootFolderId: id,
    clearAudiobookRootFolder: Maybe(Type.Boolean()),
    monitoredSeriesIds: Maybe(Type.Array(Type.Integer())),
    applyMonitorModeToExisting: Maybe(Type.Boolean()),
  }),
  response: Author,
  failures,
})

export const deleteAuthor = endpoint({
  method: 'DELETE',
  path: '/api/v1/author/:id',
  tag,
  summary: 'Delete an author with all books; files on disk stay unless said',
  access: 'acquisition',
  params: IdParams,
  query: Type.Object({ deleteFiles: text }),
  status: 204,
  failures,
})

export const setAuthorGenres = endpoint({
  method: 'PUT',
  path: '/api/v1/author/:id/genres',
  tag,
  summary: 'Give all books of an author these genres',
  access: 'acquisition',
  params: IdParams,
  body: Type.Object({ genres: Type.Array(Type.String()) }),
  response: Type.Object({ updated: Type.Integer() }),
  failures,
})

export const refreshAuthor = endpoint({
  method: 'POST',
  path: '/api/v1/author/:id/refresh',
  tag,
  summary: 'Ask the providers again, in the background',
  access: 'acquisition',
  params: IdParams,
  status: 202,
  response: Started,
  failures,
})

export const listRelinkCandidates = endpoint({
  method: 'GET',
  path: '/api/v1/author/:id/relink-upstream/candidates',
  tag,
  summary: 'People at providers that an author may be',
  access: 'acquisition',
  params: IdParams,
  query: Type.Object({ term: text, q: text }),
  response: Type.Array(AuthorFacts),
  failures: { ...failures, 424: 'No provider is switched on.', 502: 'No provider answered.' },
})

export const relinkAuthor = endpoint({
  method: 'POST',
  path: '/api/v1/author/:id/relink-upstream',
  tag,
  summary: 'Say who an author is at a provider; without a body by the name, where there is no doubt',
  access: 'acquisition',
  params: IdParams,
  body: Type.Object({ foreignAuthorId: Maybe(Type.String()), authorName: Maybe(Type.String()) }),
  response: Author,
  failures: {
    ...failures,
    409: 'Linked already, in doubt, or another author here.',
    424: 'No provider is switched on.',
    502: 'No provider answered.',
  },
})

export const listSeriesOfAuthor = endpoint({
  method: 'GET',
  path: '/api/v1/author/:id/series',
  tag,
  summary: 'Series in which an author has books, with the books of this author',
  access: 'acquisition',
  params: IdParams,
  response: Type.Array(Series),
  failures,
})

export const listAliases = endpoint({
  method: 'GET',
  path: '/api/v1/author/:id/aliases',
  tag,
  summary: 'Other names of an author',
  access: 'acquisition',
  params: IdParams,
  response: Type.Array(AuthorAlias),
  failures,
})

export const deleteAlias = endpoint({
  method: 'DELETE',
  path: '/api/v1/author/:id/aliases/:aliasID',
  tag,
  summary: 'Forget another name',
  access: 'acquisition',
  params: Type.Object({ ...IdParams.properties, aliasID: Type.String() }),
  status: 204,
  failures,
})

export const mergeAuthors = endpoint({
  method: 'POST',
  path: '/api/v1/author/:id/merge',
  tag,
  summary: 'Make one of two authors: the one of the path stays, the other goes',
  access: 'acquisition',
  params: IdParams,
  body: Type.Object({ sourceId: id, overwriteDefaults: Maybe(Type.Boolean()) }),
  response: Type.Object({
    booksReparented: Type.Integer(),
    aliasesMigrated: Type.Integer(),
    aliasesCreated: Type.Integer(),
    targetUpdated: Type.Boolean(),
    BooksReparented: Type.Integer(),
    AliasesMigrated: Type.Integer(),
    AliasesCreated: Type.Integer(),
    TargetUpdated: Type.Boolean(),
  }),
  failures,
})

export const refreshAuthors = endpoint({
  method: 'POST',
  path: '/api/v1/authors/refresh-all',
  tag,
  summary: 'Ask the providers about every author again, in the background',
  access: 'acquisition',
  status: 202,
  response: Started,
  failures: { 409: 'It runs already.' },
})

export const getAuthorRefresh = endpoint({
  method: 'GET',
  path: '/api/v1/authors/refresh-all/status',
  tag,
  summary: 'How far asking about every author is',
  access: 'acquisition',
  response: Type.Object({
    status: Type.String({ description: '`idle`, `running`, `completed` or `failed`.' }),
    total: Type.Optional(Type.Integer()),
    done: Type.Optional(Type.Integer()),
    failed: Type.Optional(Type.Integer()),
    started_at: Type.Optional(Time),
    completed_at: Type.Optional(Time),
    message: Type.Optional(Type.String()),
  }),
})
