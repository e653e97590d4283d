import * as contract from '@colophon/contract/acquisition/settings.ts'
import type { FastifyInstance } from 'fastify'
import type { Db } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import {
  deleteSetting,
  type EditSettingDeps,
  getSetting,
  listSettings,
  type SettingRow,
  setSetting,
} from '#domain/settings/edit-settings.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { acquisitionRoute as route } from './route.ts'

export interface SettingRouteDeps extends EditSettingDeps {
  db: Db
  audit: Audit
}

/** Settings as rows of text (acquisition contract 4.29). */
export function settingRoutes(app: FastifyInstance, deps: SettingRouteDeps): void {
  const { db, audit } = deps

  route(app, contract.listSettings, async () => (await listSettings(db)).map(present))

  route(app, contract.getSetting, async ({ params }) => present(await getSetting(db, params.key)))

  route(app, contract.setSetting, async ({ params, body, principal }) => {
    const row = await setSetting(deps, { key: params.key, value: body.value })
    await noteChange('setting_changed', params.key, principal)
    return present(row)
  })

  route(app, contract.deleteSetting, async ({ params, principal }) => {
    await deleteSetting(deps, params.key)
    await noteChange('setting_removed', params.key, principal)
  })

  /** Without its value, which may be an address with a password in it. */
  const noteChange = (what: 'setting_changed' | 'setting_removed', key: string, by: { publicId: string }) =>
    audit({ by, action: `acquisition.${what}`, entityType: 'setting', entityId: key, metadata: { key } })
}

const present = ({ key, value, updated_at }: SettingRow) => ({ key, value, updatedAt: wholeSeconds(updated_at) })
