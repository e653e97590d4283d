import * as contract from '@colophon/contract/acquisition/profiles.ts'
import type { FastifyInstance } from 'fastify'
import type { Db, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import {
  addCustomFormat,
  type CustomFormatInput,
  type CustomFormatRow,
  deleteCustomFormat,
  getCustomFormat,
  listCustomFormats,
  replaceCustomFormat,
} from '#domain/releases/custom-format-store.ts'
import {
  addDelayProfile,
  type DelayProfileInput,
  type DelayProfileRow,
  deleteDelayProfile,
  getDelayProfile,
  listDelayProfiles,
  replaceDelayProfile,
} from '#domain/releases/delay-profile-store.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { readId } from './ids.ts'
import { changeNoter } from './note-change.ts'
import { acquisitionRoute as route } from './route.ts'

export interface ReleaseRuleDeps {
  db: Db
  transaction: Transaction
  clock: Clock
  audit: Audit
}

/** How long automatic grabs wait, and what else tells releases apart (acquisition contract 4.24, 4.25). */
export function releaseRuleRoutes(app: FastifyInstance, deps: ReleaseRuleDeps): void {
  delayProfileRoutes(app, deps)
  customFormatRoutes(app, deps)
}

function delayProfileRoutes(app: FastifyInstance, deps: ReleaseRuleDeps): void {
  const { db } = deps
  const note = changeNoter(deps.audit)

  route(app, contract.listDelayProfiles, async () => (await listDelayProfiles(db)).map(presentDelay))

  route(app, contract.getDelayProfile, async ({ params }) => presentDelay(await getDelayProfile(db, readId(params.id))))

  route(app, contract.createDelayProfile, async ({ body, principal }) => {
    const row = await addDelayProfile(deps, readDelay(body))
    await note(principal, 'delay_profile_created', row)
    return presentDelay(row)
  })

  route(app, contract.replaceDelayProfile, async ({ params, body, principal }) => {
    const row = await replaceDelayProfile(deps, readId(params.id), readDelay(body))
    await note(principal, 'delay_profile_changed', row)
    return presentDelay(row)
  })

  route(app, contract.deleteDelayProfile, async ({ params, principal }) => {
    const id = readId(params.id)
    await deleteDelayProfile(deps, id)
    await note(principal, 'delay_profile_deleted', { id })
  })
}

const readDelay = (body: contract.DelayProfileInput): DelayProfileInput => ({
  usenetDelay: body.usenetDelay ?? 0,
  torrentDelay: body.torrentDelay ?? 0,
  preferredProtocol: readProtocol(body.preferredProtocol || 'usenet'),
  isUsenetEnabled: body.enableUsenet ?? false,
  isTorrentEnabled: body.enableTorrent ?? false,
  order: body.order ?? 0,
})

function readProtocol(word: string) {
  if (word === 'usenet' || word === 'torrent') return word
  throw invalid('delay-profile.protocol', 'the preferred protocol is usenet or torrent')
}

const presentDelay = (row: DelayProfileRow) => ({
  id: row.id,
  usenetDelay: row.usenet_delay,
  torrentDelay: row.torrent_delay,
  preferredProtocol: row.preferred_protocol,
  enableUsenet: row.is_usenet_enabled,
  enableTorrent: row.is_torrent_enabled,
  order: row.position,
  createdAt: wholeSeconds(row.created_at),
})

function customFormatRoutes(app: FastifyInstance, deps: ReleaseRuleDeps): void {
  const { db } = deps
  const note = changeNoter(deps.audit)

  route(app, contract.listCustomFormats, async () => (await listCustomFormats(db)).map(presentFormat))

  route(app, contract.getCustomFormat, async ({ params }) =>
    presentFormat(await getCustomFormat(db, readId(params.id))),
  )

  route(app, contract.createCustomFormat, async ({ body, principal }) => {
    const row = await addCustomFormat(deps, readFormat(body))
    await note(principal, 'custom_format_created', row)
    return presentFormat(row)
  })

  route(app, contract.replaceCustomFormat, async ({ params, body, principal }) => {
    const row = await replaceCustomFormat(deps, readId(params.id), readFormat(body))
    await note(principal, 'custom_format_changed', row)
    return presentFormat(row)
  })

  route(app, contract.deleteCustomFormat, async ({ params, principal }) => {
    const id = readId(params.id)
    await deleteCustomFormat(deps, id)
    await note(principal, 'custom_format_deleted', { id })
  })
}

const readFormat = (body: contract.CustomFormatInput): CustomFormatInput => ({
  name: body.name ?? '',
  conditions: (body.conditions ?? []).map(({ type, pattern, negate, required }) => ({
    type: type ?? '',
    pattern: pattern ?? '',
    negate: negate ?? false,
    required: required ?? false,
  })),
})

const presentFormat = (row: CustomFormatRow) => ({
  id: row.id,
  name: row.name,
  conditions: row.conditions_json,
  createdAt: wholeSeconds(row.created_at),
})
