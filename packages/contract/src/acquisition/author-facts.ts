import { Type } from 'typebox'
import { Nullable } from '../common.ts'
import { Time } from './common.ts'

/** An author as they stand in answers about other things, where values may be empty. */
export const AuthorFacts = Type.Object({
  id: Type.Integer({ description: '0 where nobody is recorded: a hit of a search.' }),
  foreignAuthorId: Type.String(),
  authorName: Type.String(),
  sortName: Type.String(),
  description: Type.String(),
  imageUrl: Type.String(),
  disambiguation: Type.String(),
  ratingsCount: Type.Integer(),
  averageRating: Type.Number(),
  monitored: Type.Boolean(),
  monitorMode: Type.String(),
  monitorLatestCount: Type.Integer(),
  monitorNewItems: Type.String(),
  qualityProfileId: Nullable(Type.Integer()),
  metadataProfileId: Nullable(Type.Integer()),
  rootFolderId: Nullable(Type.Integer()),
  audiobookRootFolderId: Nullable(Type.Integer()),
  metadataProvider: Type.String(),
  lastMetadataRefreshAt: Nullable(Time),
  createdAt: Time,
  updatedAt: Time,
})

/** Another name of an author. */
export const AuthorAlias = Type.Object({
  id: Type.Integer(),
  authorId: Type.Integer(),
  name: Type.String(),
  sourceOlId: Type.Optional(Type.String({ description: 'What the author is called at a provider under this name.' })),
  createdAt: Time,
})

const Sample = Type.Optional(Type.Array(Type.Object({ title: Type.String(), language: Type.String() })))
const Count = Type.Optional(Type.Integer())

/** What the last look at an author's works came to. */
export const AuthorSyncSummary = Type.Object({
  completedAt: Time,
  total: Type.Integer({ description: 'Works before any was left out.' }),
  added: Type.Integer(),
  skippedLanguage: Type.Integer(),
  skippedJunk: Type.Integer(),
  skippedMediaType: Type.Integer(),
  skippedNotAccepted: Count,
  allowedLanguages: Type.Optional(Type.Array(Type.String())),
  unknownLanguageFail: Type.Optional(Type.Boolean()),
  skippedLanguageSample: Sample,
  skippedPartBooks: Count,
  skippedPartBooksSample: Sample,
  skippedMissingDate: Count,
  skippedMissingDateSample: Sample,
  skippedMinPopularity: Count,
  skippedMinPopularitySample: Sample,
  skippedMinPages: Count,
  skippedMinPagesSample: Sample,
  skippedMissingIsbn: Count,
  skippedMissingIsbnSample: Sample,
})
