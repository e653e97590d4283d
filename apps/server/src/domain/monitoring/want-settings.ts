import type { Db, Trx } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import { readSettings } from '#domain/settings/settings-store.ts'

/** What holds for new content where nobody says otherwise (acquisition contract 6.1, 6.2). */
export interface WantSettings {
  mediaType: MediaType
  /** Works that only come in the other form are left out. */
  isMediaStrict: boolean
  monitorMode: string
  monitorLatestCount: number
  /** Whether anything is searched for without somebody pressing a button. */
  isAutomatic: boolean
}

const KEYS = [
  'default.media_type',
  'default.media_type_strict',
  'author.default_monitor_mode',
  'author.default_monitor_latest_count',
  'autoGrab.enabled',
] as const

export async function readWantSettings(db: Db | Trx): Promise<WantSettings> {
  const set = await readSettings(db, KEYS)
  const media = set['default.media_type']
  return {
    mediaType: media === 'audiobook' || media === 'both' ? media : 'ebook',
    isMediaStrict: set['default.media_type_strict'] === 'true',
    monitorMode: set['author.default_monitor_mode'] || 'all',
    monitorLatestCount: Number(set['author.default_monitor_latest_count']) || 1,
    isAutomatic: set['autoGrab.enabled'] !== 'false',
  }
}
