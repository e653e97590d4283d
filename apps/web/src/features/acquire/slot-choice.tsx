import { useTranslation } from 'react-i18next'
import { Segmented } from '#ui/segmented.tsx'

export const mediaTypes = ['ebook', 'audiobook', 'both'] as const
export type MediaType = (typeof mediaTypes)[number]

export const readMediaType = (text: string): MediaType => mediaTypes.find((type) => type === text) ?? 'ebook'

/** As an e-book, as an audiobook, or as both. */
export function SlotChoice({ value, onChange }: { value: MediaType; onChange: (value: MediaType) => void }) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden="true" className="text-sm font-medium">
        {t('acquire.slot.label')}
      </span>
      <Segmented
        label={t('acquire.slot.label')}
        value={value}
        choices={mediaTypes.map((type) => ({ value: type, label: t(`acquire.slot.${type}`) }))}
        onChange={onChange}
      />
    </div>
  )
}
