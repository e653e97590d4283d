import type { KnownPlace } from '@colophon/contract/web/reading.ts'
import type { TFunction } from 'i18next'

const names: Record<string, string> = { kobo: 'Kobo', kosync: 'KOReader' }

/** What told of a place, as people call it: the device where it has a name. */
export function sourceName(t: TFunction, { source, device }: Pick<KnownPlace, 'source' | 'device'>): string {
  const name = source === 'web' ? t('reading.browser') : (names[source] ?? source)
  return device && device !== name ? `${name} (${device})` : name
}
