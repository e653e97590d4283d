import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#ui/dialog.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { PdfThumbnails } from './pdf-thumbnails.tsx'
import type { OpenPdf } from './use-open-pdf.ts'

interface Entry {
  title: string
  dest: string | unknown[] | null
  items: Entry[]
}

/** The contents of the document and its pages, small. */
export function PdfPanel({
  pdf,
  current,
  isOpen,
  onPage,
  onDestination,
  onClose,
}: {
  pdf: OpenPdf
  current: number
  isOpen: boolean
  onPage: (index: number) => void
  onDestination: (destination: string | unknown[]) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [outline, setOutline] = useState<Entry[]>([])
  const [wanted, setWanted] = useState<'outline' | 'pages'>('outline')
  useEffect(() => {
    let isGone = false
    pdf.document.getOutline().then(
      (entries) => {
        if (!isGone) setOutline((entries as Entry[] | null) ?? [])
      },
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [pdf])
  const shown = outline.length > 0 ? wanted : 'pages'
  return (
    <Dialog
      title={t('pdf.panel')}
      isOpen={isOpen}
      onClose={onClose}
      className="my-0 ms-0 me-auto h-dvh max-h-none w-[min(24rem,90vw)] rounded-none rounded-e-2xl"
    >
      {outline.length > 0 ? (
        <Segmented
          label={t('pdf.panel')}
          value={shown}
          choices={(['outline', 'pages'] as const).map((value) => ({ value, label: t(`pdf.panels.${value}`) }))}
          onChange={setWanted}
          className="mx-6 mt-3"
        />
      ) : null}
      <div className="min-h-0 flex-1 overflow-y-auto px-3 py-3 pb-8">
        {shown === 'outline' ? (
          <nav aria-label={t('reader.contents')}>
            <Entries entries={outline} level={0} onGo={onDestination} />
          </nav>
        ) : (
          <PdfThumbnails pdf={pdf} current={current} onPage={onPage} />
        )}
      </div>
    </Dialog>
  )
}

/** An outline that contains itself would never end. */
const DEEPEST = 12

function Entries({
  entries,
  level,
  onGo,
}: {
  entries: Entry[]
  level: number
  onGo: (destination: string | unknown[]) => void
}) {
  return (
    <ol>
      {entries.map(({ title, dest, items }, index) => (
        <li key={`${index} ${title}`}>
          <button
            type="button"
            disabled={!dest}
            onClick={() => dest && onGo(dest)}
            style={{ paddingInlineStart: `${0.75 + level * 1.1}rem` }}
            className="block min-h-10 w-full rounded-lg py-2 pe-3 text-start text-[0.9375rem] hover:bg-sunken disabled:text-ink-faint"
          >
            {title.trim() || '—'}
          </button>
          {items.length > 0 && level < DEEPEST ? <Entries entries={items} level={level + 1} onGo={onGo} /> : null}
        </li>
      ))}
    </ol>
  )
}
