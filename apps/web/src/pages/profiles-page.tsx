import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { DelayPanel } from '#features/profiles/delay-panel.tsx'
import { FormatForm } from '#features/profiles/format-form.tsx'
import { MetadataForm } from '#features/profiles/metadata-form.tsx'
import { ProfilePanel } from '#features/profiles/profile-panel.tsx'
import {
  customFormats,
  type MetadataProfile,
  metadataProfiles,
  type QualityProfile,
  qualityProfiles,
  useDeleteFormat,
  useDeleteMetadata,
  useDeleteQuality,
} from '#features/profiles/profile-queries.ts'
import { QualityForm } from '#features/profiles/quality-form.tsx'
import { allowedOf, orderOf } from '#features/profiles/quality-order.ts'
import { UpgradeRule } from '#features/profiles/upgrade-rule.tsx'
import { languageName } from '#i18n/language-name.ts'
import { listOf } from '#i18n/measures.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

/** What is taken: formats, works, how long to wait, and what makes a release a good one. */
export function ProfilesPage() {
  const { t, i18n } = useTranslation()
  const removeQuality = useDeleteQuality()
  const removeMetadata = useDeleteMetadata()
  const removeFormat = useDeleteFormat()
  useTitle(t('profiles.title'))
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('profiles.title')} />
      <ProfilePanel
        title={t('profiles.quality.title')}
        lead={t('profiles.quality.lead')}
        add={t('profiles.quality.add')}
        query={qualityProfiles}
        remove={removeQuality}
        detailOf={(profile) => qualityDetail(profile, t, i18n.language)}
        standingOf={(profile) => <UpgradeRule profile={profile} />}
        form={(profile, onDone) => <QualityForm profile={profile} onDone={onDone} />}
      />
      <ProfilePanel
        title={t('profiles.metadata.title')}
        lead={t('profiles.metadata.lead')}
        add={t('profiles.metadata.add')}
        query={metadataProfiles}
        remove={removeMetadata}
        detailOf={(profile) => metadataDetail(profile, t, i18n.language)}
        form={(profile, onDone) => <MetadataForm profile={profile} onDone={onDone} />}
        mayDelete={({ id }) => id !== 1}
      />
      <DelayPanel />
      <ProfilePanel
        title={t('profiles.formats.title')}
        lead={t('profiles.formats.lead')}
        add={t('profiles.formats.add')}
        query={customFormats}
        remove={removeFormat}
        detailOf={({ conditions }) => t('profiles.formats.conditions', { count: conditions.length })}
        form={(format, onDone) => <FormatForm format={format} onDone={onDone} />}
      />
    </div>
  )
}

/** How many formats a row names before it only counts them. */
const SHOWN = 6

function qualityDetail({ items }: QualityProfile, t: TFunction, locale: string): string {
  if (items.length === 0) return t('profiles.quality.everything')
  const allowed = allowedOf(orderOf(items)).map((quality) => quality.toUpperCase())
  const rest = allowed.length - SHOWN
  return rest > 0
    ? t('profiles.quality.andMore', { formats: allowed.slice(0, SHOWN).join(', '), count: rest })
    : listOf(allowed, locale)
}

function metadataDetail({ allowedLanguages }: MetadataProfile, t: TFunction, locale: string): string {
  const codes = allowedLanguages.split(',').filter(Boolean)
  return codes.length === 0 || codes.includes('any')
    ? t('profiles.metadata.everyLanguage')
    : t('profiles.metadata.inLanguages', {
        languages: listOf(
          codes.map((code) => languageName(code.trim(), locale)),
          locale,
        ),
      })
}
