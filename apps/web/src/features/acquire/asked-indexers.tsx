import type { SearchReport } from '@colophon/contract/web/releases.ts'
import { useTranslation } from 'react-i18next'

/** Who was asked, how many offers came, and who did not answer. */
export function AskedIndexers({ indexers }: { indexers: SearchReport['indexers'] }) {
  const { t } = useTranslation()
  if (indexers.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-faint">
      {indexers.map(({ id, name, skipReason, error, count }) => (
        <li key={id} className={error || skipReason ? 'text-warning' : undefined}>
          {error
            ? t('release.indexerFailed', { name, error })
            : skipReason
              ? t('release.indexerSkipped', { name, reason: skipReason })
              : t('release.indexerFound', { name, count })}
        </li>
      ))}
    </ul>
  )
}
