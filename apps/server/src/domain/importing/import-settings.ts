import type { Db } from '#database/open.ts'
import { readSettings } from '#domain/settings/settings-store.ts'

export type ImportMode = 'auto' | 'move' | 'copy' | 'hardlink' | 'external'

/** How imports are done; read anew for each, so that a change needs no restart (acquisition contract 6.4). */
export interface ImportSettings {
  mode: ImportMode
  templates: NamingTemplates
  isFlatteningDiscs: boolean
  /** Several formats of one title: all of them, or the best alone. */
  formats: 'all' | 'best'
  /** Bytes that stay free on the disk of the library. */
  minFreeBytes: number
  /** Days that replaced and deleted files are kept; 0 deletes at once. */
  recycleDays: number
  handOver: HandOver
  defaultRootFolderId: number | null
  /** A folder that gets a further copy of each imported e-book. */
  ingestFolder: string | null
}

export interface NamingTemplates {
  ebook: string
  /** Folder of an audiobook. */
  audiobook: string
  /** Names of its tracks; null keeps them as they are. */
  track: string | null
}

/** Where files go that another program brings into the library. */
export interface HandOver {
  folder: string | null
  layout: 'flat' | 'templated'
  carriage: 'copy' | 'link'
  /** Half of a pair waits for the other one. */
  isPairing: boolean
  pairHours: number
}

export const DEFAULT_TEMPLATES: NamingTemplates = {
  ebook: '{Author}/{Title} ({Year})/{Title} - {Author}.{ext}',
  audiobook: '{Author}/{Title} ({Year})',
  track: null,
}

const KEYS = [
  'import.mode',
  'naming.bookTemplate',
  'naming_template',
  'naming_template_audiobook',
  'naming.audiobook_file_template',
  'import.audiobook.flatten_multi_disc',
  'import.formats',
  'import.minFreeSpace',
  'recycle.days',
  'import.drop_folder',
  'import.drop_layout',
  'import.drop_link_mode',
  'import.drop_pair_gating',
  'import.drop_pair_gating_timeout_hours',
  'library.defaultRootFolderId',
  'cwa.ingest_path',
] as const

const MODES: readonly string[] = ['auto', 'move', 'copy', 'hardlink', 'external']
const MEBIBYTE = 1024 * 1024
const MIN_FREE_MEBIBYTES = 500
const RECYCLE_DAYS = 14
const PAIR_HOURS = 72

export async function readImportSettings(db: Db): Promise<ImportSettings> {
  const values = await readSettings(db, KEYS)
  const of = (key: (typeof KEYS)[number]) => values[key]?.trim() || undefined
  const number = (key: (typeof KEYS)[number], otherwise: number) => {
    const text = of(key)
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : otherwise
  }
  const mode = of('import.mode') ?? 'auto'
  return {
    mode: (MODES.includes(mode) ? mode : 'auto') as ImportMode,
    templates: {
      ebook: of('naming.bookTemplate') ?? of('naming_template') ?? DEFAULT_TEMPLATES.ebook,
      audiobook: of('naming_template_audiobook') ?? DEFAULT_TEMPLATES.audiobook,
      track: of('naming.audiobook_file_template') ?? DEFAULT_TEMPLATES.track,
    },
    isFlatteningDiscs: /^true$/i.test(of('import.audiobook.flatten_multi_disc') ?? ''),
    formats: of('import.formats') === 'best' ? 'best' : 'all',
    minFreeBytes: number('import.minFreeSpace', MIN_FREE_MEBIBYTES) * MEBIBYTE,
    recycleDays: number('recycle.days', RECYCLE_DAYS),
    handOver: {
      folder: of('import.drop_folder') ?? null,
      layout: of('import.drop_layout') === 'templated' ? 'templated' : 'flat',
      carriage: of('import.drop_link_mode') === 'hardlink' ? 'link' : 'copy',
      isPairing: /^true$/i.test(of('import.drop_pair_gating') ?? ''),
      pairHours: number('import.drop_pair_gating_timeout_hours', PAIR_HOURS),
    },
    defaultRootFolderId: number('library.defaultRootFolderId', 0) || null,
    ingestFolder: of('cwa.ingest_path') ?? null,
  }
}
