import type { Devices } from '@colophon/contract/web/devices.ts'
import { useTranslation } from 'react-i18next'
import { ago } from '#i18n/measures.ts'

/** Devices that were here, the last one first. */
export function SeenDevices({ seen }: { seen: Devices['koreader']['devices'] }) {
  const { t, i18n } = useTranslation()
  if (seen.length === 0) return <p className="text-sm text-ink-faint">{t('devices.never')}</p>
  return (
    <ul aria-label={t('devices.state')} className="divide-y divide-line rounded-xl border border-line bg-surface">
      {seen.map(({ name, lastSeenAt, documents }, index) => (
        <li key={`${name} ${index}`} className="px-4 py-2.5">
          <p className="font-medium wrap-anywhere">{name || t('devices.unnamedDevice')}</p>
          <p className="text-sm text-ink-faint">
            {t('devices.lastSeen', { at: ago(lastSeenAt, i18n.language) })} ·{' '}
            {t('devices.documents', { count: documents })}
          </p>
        </li>
      ))}
    </ul>
  )
}
