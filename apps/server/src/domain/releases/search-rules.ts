import type { Db } from '#database/open.ts'
import { languageCode } from '#domain/catalog/language-code.ts'
import { allowedLanguages } from '#domain/monitoring/metadata-profile.ts'
import { metadataProfileOf } from '#domain/monitoring/metadata-profiles.ts'
import { readSettings } from '#domain/settings/settings-store.ts'
import { readBlocklist } from './blocklist-store.ts'
import { formatScorer } from './custom-formats.ts'
import type { DecisionContext } from './decision.ts'
import { chooseDelayProfile } from './delay-profile.ts'
import { listIndexers } from './indexer-store.ts'
import { MATCH_LEVELS, type MatchLevel } from './match-release.ts'
import type { Protocol } from './release.ts'
import type { SearchedBook } from './searched-book.ts'

/** What decides about every book alike. */
export type SharedRules = Pick<
  DecisionContext,
  | 'blocklist'
  | 'delayProfile'
  | 'formatScorer'
  | 'indexers'
  | 'isContentChecked'
  | 'minimumMatch'
  | 'minimumUsenetAge'
  | 'protocolsWithClient'
  | 'usenetRetentionDays'
> & { preferredLanguage: string | undefined }

/** More than anybody has. */
const MOST = 500
const USENET = new Set(['sabnzbd', 'nzbget'])

/** Reads what decides about every book alike. */
export async function readSharedRules(db: Db): Promise<SharedRules> {
  const [blocklist, scorer, delays, indexers, protocols, settings] = await Promise.all([
    readBlocklist(db),
    readFormatScorer(db),
    db.selectFrom('delay_profiles').selectAll().orderBy('position').orderBy('id').limit(MOST).execute(),
    listIndexers(db),
    readProtocols(db),
    readSettings(db, ['search.minMatch', 'search.preferredLanguage']),
  ])
  const delayProfiles = delays.map((row) => ({
    usenetDelay: row.usenet_delay,
    torrentDelay: row.torrent_delay,
    preferredProtocol: row.preferred_protocol,
    isUsenetEnabled: row.is_usenet_enabled,
    isTorrentEnabled: row.is_torrent_enabled,
    order: row.position,
    tags: [],
  }))
  return {
    blocklist,
    delayProfile: chooseDelayProfile(delayProfiles, []),
    formatScorer: scorer,
    indexers: new Map(indexers.map((row) => [row.id, { isFreeleechOnly: row.is_freeleech_only }])),
    // Imports look into files before they place them.
    isContentChecked: true,
    minimumMatch: matchLevel(settings['search.minMatch']),
    minimumUsenetAge: 0,
    protocolsWithClient: protocols,
    usenetRetentionDays: 0,
    preferredLanguage: settings['search.preferredLanguage'],
  }
}

/** What decides about one book: the profiles of its author. */
export async function readOwnRules(
  db: Db,
  { qualityProfile, metadataProfileId }: SearchedBook,
  { preferredLanguage }: Pick<SharedRules, 'preferredLanguage'>,
): Promise<Pick<DecisionContext, 'allowedLanguages' | 'qualityProfile'>> {
  return {
    qualityProfile,
    allowedLanguages: await readLanguages(db, metadataProfileId, preferredLanguage),
  }
}

async function readLanguages(db: Db, id: number | null, preferred: string | undefined): Promise<readonly string[]> {
  const allowed = allowedLanguages(await metadataProfileOf(db, id))
  if (allowed) return allowed
  const code = preferred ? languageCode(preferred) : null
  return code === null ? [] : [code]
}

/** Scores are not told apart yet: every format counts nothing, and is shown (acquisition contract 4.25). */
async function readFormatScorer(db: Db) {
  const rows = await db.selectFrom('custom_formats').selectAll().orderBy('name').orderBy('id').limit(MOST).execute()
  return formatScorer(rows.map(({ name, conditions_json }) => ({ name, conditions: conditions_json, score: 0 })))
}

async function readProtocols(db: Db): Promise<ReadonlySet<Protocol>> {
  const rows = await db
    .selectFrom('download_clients')
    .select('type')
    .distinct()
    .where('is_enabled', '=', true)
    .execute()
  return new Set(rows.map(({ type }) => (USENET.has(type) ? 'usenet' : 'torrent')))
}

const matchLevel = (text: string | undefined): MatchLevel => MATCH_LEVELS.find((level) => level === text) ?? 'fair'
