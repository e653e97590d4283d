import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { invalid } from '#kernel/errors.ts'
import { durationMs } from './duration.ts'

/** Looks at an address that an administrator gave. Throws `invalid` for one that may not be called. */
export type CheckAddress = (address: string) => Promise<unknown>

type Rule = (value: string, checkAddress: CheckAddress) => Promise<boolean> | boolean

const HOUR_MS = 3_600_000

const among =
  (...words: string[]): Rule =>
  (value) =>
    words.includes(value)
const yesOrNo = among('true', 'false')
const yesOrNoInAnyCase: Rule = (value) => /^(true|false)$/i.test(value)
const positive: Rule = (value) => /^\d+$/.test(value) && Number(value) > 0 && Number.isSafeInteger(Number(value))

/** A duration such as `1h30m` between an hour and a week. */
const oneHourToOneWeek: Rule = (value) => {
  const total = durationMs(value)
  return total !== undefined && total >= HOUR_MS && total <= 168 * HOUR_MS
}

const folder: Rule = (value) =>
  stat(value).then(
    (found) => found.isDirectory(),
    () => false,
  )

const program: Rule = async (value) => {
  try {
    await access(value, constants.X_OK)
    return (await stat(value)).isFile()
  } catch {
    return false
  }
}

const address: Rule = async (value, checkAddress) => {
  await checkAddress(value)
  return true
}

const remaps: Rule = (value) => value.split(',').every((pair) => /^[^:]+:[^:]+$/.test(pair.trim()))

/** Validated keys with what they take, as a person reads it. An empty value always means the default. */
const RULES: Record<string, [Rule, string]> = {
  'search.interval': [oneHourToOneWeek, 'a duration from 1h to 168h'],
  'upgrade.enabled': [yesOrNo, 'true or false'],
  'hardcover.sync_interval': [oneHourToOneWeek, 'a duration from 1h to 168h'],
  'hardcover.api_token': [(value) => !/\p{Cc}/u.test(value), 'a token on one line'],
  'hardcover.enhanced_series_enabled': [yesOrNoInAnyCase, 'true or false'],
  'default.media_type': [among('ebook', 'audiobook', 'both'), 'ebook, audiobook or both'],
  'default.media_type_strict': [yesOrNo, 'true or false'],
  'author.default_monitor_mode': [among('all', 'future', 'latest', 'none'), 'all, future, latest or none'],
  'author.default_monitor_latest_count': [positive, 'a whole number above 0'],
  'library.defaultRootFolderId': [positive, 'the number of a root folder'],
  'metadata.primary_provider': [among('openlibrary', 'dnb'), 'openlibrary or dnb'],
  'import.mode': [among('auto', 'move', 'copy', 'hardlink', 'external'), 'auto, move, copy, hardlink or external'],
  'import.drop_folder': [folder, 'a folder that exists'],
  'import.drop_layout': [among('flat', 'templated'), 'flat or templated'],
  'import.drop_link_mode': [among('copy', 'hardlink'), 'copy or hardlink'],
  'import.drop_pair_gating': [yesOrNo, 'true or false'],
  'import.drop_pair_gating_timeout_hours': [positive, 'a whole number above 0'],
  'naming.audiobook_file_template': [(value) => value.includes('{Part'), 'a template that contains {Part}'],
  'cwa.ingest_path': [folder, 'a folder that exists'],
  'calibre.mode': [among('off', 'calibredb', 'plugin'), 'off, calibredb or plugin'],
  'calibre.library_path': [folder, 'a folder that exists'],
  'calibre.binary_path': [program, 'a program that exists'],
  'calibre.plugin_url': [address, 'an address'],
  'calibre.push_path_remap': [remaps, 'a list of from:to, separated by commas'],
  'abs.base_url': [address, 'an address'],
  'abs.enabled': [yesOrNoInAnyCase, 'true or false'],
}

/** @throws DomainError `invalid` for a value that the setting does not take (acquisition contract 6) */
export async function checkSetting(key: string, value: string, checkAddress: CheckAddress): Promise<void> {
  const [rule, words] = RULES[key] ?? []
  if (!rule || value === '' || (await rule(value, checkAddress))) return
  throw invalid('setting.value', `${key} takes ${words}`)
}

/** What is stored for a value: tokens without what people copy along with them. */
export const normaliseSetting = (key: string, value: string): string =>
  key === 'hardcover.api_token'
    ? value
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
        .replace(/^Bearer\s+/i, '')
        .trim()
    : value
