import { RotateCw, Settings2 } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { type PdfSettings, pdfLayouts, pdfPapers } from './pdf-settings.ts'

/** How the pages are shown. */
export function PdfMenu({
  settings,
  onChange,
  onRotate,
}: {
  settings: PdfSettings
  onChange: (change: Partial<PdfSettings>) => void
  onRotate: () => void
}) {
  const { t } = useTranslation()
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label={t('pdf.settings')}>
          <Settings2 size={20} aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          aria-label={t('pdf.settings')}
          className="z-40 flex w-[min(22rem,calc(100vw-1.5rem))] flex-col gap-4 rounded-xl border border-line bg-surface p-4 shadow-raised"
        >
          <div className="flex flex-col gap-2">
            <span className="text-sm font-medium">{t('pdf.layout')}</span>
            <Segmented
              label={t('pdf.layout')}
              value={settings.layout}
              choices={pdfLayouts.map((value) => ({ value, label: t(`pdf.layouts.${value}`) }))}
              onChange={(layout) => onChange({ layout, zoom: layout === 'scroll' ? 'width' : 'page' })}
            />
          </div>
          <div className="flex flex-col gap-2">
            <span className="text-sm font-medium">{t('pdf.fit')}</span>
            <Segmented
              label={t('pdf.fit')}
              value={typeof settings.zoom === 'number' ? 'other' : settings.zoom}
              choices={(['width', 'page'] as const).map((value) => ({ value, label: t(`pdf.fits.${value}`) }))}
              onChange={(zoom) => (zoom === 'other' ? undefined : onChange({ zoom }))}
            />
          </div>
          <div className="flex flex-col gap-2">
            <span className="text-sm font-medium">{t('reader.paper')}</span>
            <Segmented
              label={t('reader.paper')}
              value={settings.paper}
              choices={pdfPapers.map((value) => ({ value, label: t(`pdf.papers.${value}`) }))}
              onChange={(paper) => onChange({ paper })}
            />
          </div>
          <Button size="small" onClick={onRotate}>
            <RotateCw size={16} aria-hidden />
            {t('pdf.rotate')}
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
