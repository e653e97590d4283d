import type { UpgradeStanding } from '@colophon/contract/web/releases.ts'
import { useTranslation } from 'react-i18next'
import { formatName } from '#i18n/format-name.ts'

/** Whether something better is looked for in place of a file that is there, and why, or why not. */
export function UpgradeLine({ upgrade, isNamed }: { upgrade: UpgradeStanding; isNamed: boolean }) {
  const { t } = useTranslation()
  const { slot, standing, format, profile, cutoff } = upgrade
  const words = { format: formatName(format), profile: profile ?? '', cutoff: formatName(cutoff ?? '') }
  return (
    <p className="text-[0.9375rem] text-ink-soft">
      {isNamed ? <span className="font-medium text-ink">{t(`acquire.slot.${slot}`)}: </span> : null}
      {t(`acquire.upgrade.${standing}`, words)}
    </p>
  )
}
