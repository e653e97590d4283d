import * as contract from '@colophon/contract/acquisition/profiles.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import {
  addMetadataProfile,
  asRules,
  deleteMetadataProfile,
  getMetadataProfile,
  listMetadataProfiles,
  type MetadataProfileInput,
  type MetadataProfileRow,
  replaceMetadataProfile,
} from '#domain/monitoring/metadata-profiles.ts'
import {
  addQualityProfile,
  deleteQualityProfile,
  getQualityProfile,
  listQualityProfiles,
  type QualityProfileInput,
  type QualityProfileRow,
  replaceQualityProfile,
} from '#domain/monitoring/quality-profiles.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import { readId } from './ids.ts'
import { changeNoter } from './note-change.ts'
import { acquisitionRoute as route } from './route.ts'

export interface ProfileRouteDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
  audit: Audit
}

/** Which formats are taken, and which works are listed (acquisition contract 4.22, 4.23). */
export function profileRoutes(app: FastifyInstance, deps: ProfileRouteDeps): void {
  qualityProfileRoutes(app, deps)
  metadataProfileRoutes(app, deps)
}

function qualityProfileRoutes(app: FastifyInstance, deps: ProfileRouteDeps): void {
  const { db } = deps
  const note = changeNoter(deps.audit)

  route(app, contract.listQualityProfiles, async () => (await listQualityProfiles(db)).map(presentQuality))

  route(app, contract.getQualityProfile, async ({ params }) =>
    presentQuality(await getQualityProfile(db, readId(params.id))),
  )

  route(app, contract.createQualityProfile, async ({ body, principal }) => {
    const row = await addQualityProfile(deps, readQuality(body))
    await note(principal, 'quality_profile_created', row)
    return presentQuality(row)
  })

  route(app, contract.replaceQualityProfile, async ({ params, body, principal }) => {
    const row = await replaceQualityProfile(deps, readId(params.id), readQuality(body))
    await note(principal, 'quality_profile_changed', row)
    return presentQuality(row)
  })

  route(app, contract.deleteQualityProfile, async ({ params, principal }) => {
    const row = await deleteQualityProfile(deps, readId(params.id))
    await note(principal, 'quality_profile_deleted', row)
  })
}

const readQuality = (body: contract.QualityProfileInput): QualityProfileInput => ({
  name: body.name ?? '',
  isUpgradeAllowed: body.upgradeAllowed ?? false,
  cutoff: body.cutoff ?? '',
  items: (body.items ?? []).map(({ quality, allowed }) => ({ quality: quality ?? '', allowed: allowed ?? false })),
})

const presentQuality = (row: QualityProfileRow) => ({
  id: row.id,
  name: row.name,
  upgradeAllowed: row.is_upgrade_allowed,
  cutoff: row.cutoff,
  items: row.items_json,
  createdAt: wholeSeconds(row.created_at),
})

function metadataProfileRoutes(app: FastifyInstance, deps: ProfileRouteDeps): void {
  const { db } = deps
  const note = changeNoter(deps.audit)

  route(app, contract.listMetadataProfiles, async () => (await listMetadataProfiles(db)).map(presentMetadata))

  route(app, contract.getMetadataProfile, async ({ params }) =>
    presentMetadata(await getMetadataProfile(db, readId(params.id))),
  )

  route(app, contract.createMetadataProfile, async ({ body, principal }) => {
    const row = await addMetadataProfile(deps, readMetadata(body, 'eng'))
    await note(principal, 'metadata_profile_created', row)
    return presentMetadata(row)
  })

  route(app, contract.replaceMetadataProfile, async ({ params, body, principal }) => {
    const row = await replaceMetadataProfile(deps, readId(params.id), readMetadata(body, ''))
    await note(principal, 'metadata_profile_changed', row)
    return presentMetadata(row)
  })

  route(app, contract.deleteMetadataProfile, async ({ params, principal }) => {
    const row = await deleteMetadataProfile(deps, readId(params.id))
    await note(principal, 'metadata_profile_deleted', row)
  })
}

/** @param languages what holds where none are named: a new profile takes English, a replaced one what is sent */
const readMetadata = (body: contract.MetadataProfileInput, languages: string): MetadataProfileInput => ({
  name: body.name ?? '',
  minPopularity: body.minPopularity ?? 0,
  minPages: body.minPages ?? 0,
  skipMissingDate: body.skipMissingDate ?? false,
  skipMissingIsbn: body.skipMissingIsbn ?? false,
  skipPartBooks: body.skipPartBooks ?? false,
  allowedLanguages: body.allowedLanguages ?? languages,
  unknownLanguageBehavior: body.unknownLanguageBehavior === 'fail' ? 'fail' : 'pass',
})

const presentMetadata = (row: MetadataProfileRow) => ({
  id: row.id,
  name: row.name,
  ...asRules(row),
  createdAt: wholeSeconds(row.created_at),
})
