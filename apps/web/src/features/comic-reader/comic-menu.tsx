import { Settings2 } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { backgrounds, type ComicSettings, directions, fits, layouts } from './comic-settings.ts'

/** How the pages are laid out. */
export function ComicMenu({
  settings,
  onChange,
}: {
  settings: ComicSettings
  onChange: (change: Partial<ComicSettings>) => void
}) {
  const { t } = useTranslation()
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label={t('comic.settings')}>
          <Settings2 size={20} aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          aria-label={t('comic.settings')}
          className="z-40 flex max-h-[80dvh] w-[min(24rem,calc(100vw-1.5rem))] flex-col gap-4 overflow-y-auto rounded-xl border border-line bg-surface p-4 shadow-raised"
        >
          <div className="flex flex-col gap-2">
            <span className="text-sm font-medium">{t('comic.layout')}</span>
            <Segmented
              label={t('comic.layout')}
              value={settings.layout}
              choices={layouts.map((value) => ({ value, label: t(`comic.layouts.${value}`) }))}
              onChange={(layout) => onChange({ layout })}
            />
          </div>
          <div className="flex flex-col gap-2">
            <span className="text-sm font-medium">{t('comic.direction')}</span>
            <Segmented
              label={t('comic.direction')}
              value={settings.direction}
              choices={directions.map((value) => ({ value, label: t(`comic.directions.${value}`) }))}
              onChange={(direction) => onChange({ direction })}
            />
          </div>
          <div className="flex flex-col gap-2">
            <span className="text-sm font-medium">{t('comic.fit')}</span>
            <Segmented
              label={t('comic.fit')}
              value={settings.fit}
              choices={fits.map((value) => ({ value, label: t(`comic.fits.${value}`) }))}
              onChange={(fit) => onChange({ fit })}
            />
          </div>
          <div className="flex flex-col gap-2">
            <span className="text-sm font-medium">{t('comic.background')}</span>
            <Segmented
              label={t('comic.background')}
              value={settings.background}
              choices={backgrounds.map((value) => ({ value, label: t(`comic.backgrounds.${value}`) }))}
              onChange={(background) => onChange({ background })}
            />
          </div>
          <label className="flex min-h-10 items-center gap-3 text-sm">
            <input
              type="checkbox"
              checked={settings.isCoverAlone}
              onChange={(event) => onChange({ isCoverAlone: event.target.checked })}
              className="size-4"
            />
            {t('comic.coverAlone')}
          </label>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
