import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { settings } from '#api/settings.ts'
import { formatName } from '#i18n/format-name.ts'
import type { QualityProfile } from './profile-queries.ts'

/** Whether better files are looked for by a profile, and until when. */
export function UpgradeRule({ profile }: { profile: QualityProfile }) {
  const { t } = useTranslation()
  const { data } = useQuery(settings)
  if (!data) return null
  const { upgradeAllowed, cutoff } = profile
  if (!upgradeAllowed) return <>{t('profiles.quality.keeps')}</>
  // Words that stand for a whole kind: the first file of it is good enough.
  if (['any', 'ebook', 'audiobook'].includes(cutoff)) return <>{t('profiles.quality.anyIsEnough')}</>
  const isOn = data['upgrade.enabled'] === 'true' && data['autoGrab.enabled'] !== 'false'
  const isElsewhere = data['import.mode'] === 'external'
  const key = isElsewhere ? 'seeksElsewhere' : isOn ? 'seeks' : 'seeksIfOn'
  return <>{t(`profiles.quality.${key}`, { cutoff: formatName(cutoff) })}</>
}
