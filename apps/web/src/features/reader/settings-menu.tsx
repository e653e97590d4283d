import { AArrowDown, AArrowUp, CaseSensitive } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { fontSizes, type ReaderSettings } from './reader-settings.ts'

/** Paper and size of the letters. */
export function SettingsMenu({
  settings,
  onChange,
  isFixedLayout,
}: {
  settings: ReaderSettings
  onChange: (change: Partial<ReaderSettings>) => void
  isFixedLayout: boolean
}) {
  const { t } = useTranslation()
  const { fontSize } = settings
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label={t('reader.settings')}>
          <CaseSensitive size={22} aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          aria-label={t('reader.settings')}
          className="z-40 flex w-72 flex-col gap-4 rounded-xl border border-line bg-surface p-4 shadow-raised"
        >
          <div className="flex flex-col gap-2">
            <span className="text-sm font-medium">{t('reader.paper')}</span>
            <Segmented
              label={t('reader.paper')}
              value={settings.paper}
              choices={(['auto', 'light', 'sepia', 'dark'] as const).map((value) => ({
                value,
                label: t(`reader.papers.${value}`),
              }))}
              onChange={(paper) => onChange({ paper })}
            />
          </div>
          {isFixedLayout ? null : (
            <div className="flex items-center justify-between gap-2">
              <span className="text-sm font-medium">{t('reader.fontSize')}</span>
              <span className="flex items-center">
                <IconButton
                  label={t('reader.smaller')}
                  disabled={fontSize <= fontSizes.least}
                  onClick={() => onChange({ fontSize: fontSize - fontSizes.step })}
                >
                  <AArrowDown size={20} aria-hidden />
                </IconButton>
                <output aria-live="polite" className="w-12 text-center text-sm tabular-nums">
                  {fontSize} %
                </output>
                <IconButton
                  label={t('reader.larger')}
                  disabled={fontSize >= fontSizes.most}
                  onClick={() => onChange({ fontSize: fontSize + fontSizes.step })}
                >
                  <AArrowUp size={20} aria-hidden />
                </IconButton>
              </span>
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
