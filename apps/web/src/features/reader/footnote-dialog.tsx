import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import type { ShownNote } from './follow-link.ts'
import type { Paper } from './papers.ts'
import { openElsewhere } from './use-book-view.ts'

/** A footnote over the page that it belongs to, in a frame without rights, as the pages of the book are. */
export function FootnoteDialog({
  note,
  paper,
  fontSize,
  onGo,
  onClose,
}: {
  /** Null while it is closed. */
  note: ShownNote | null
  paper: Paper
  fontSize: number
  onGo: (href: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(60)
  const show = () => {
    const doc = frame.current?.contentDocument
    if (!doc) return
    setHeight(doc.documentElement.scrollHeight)
    // Pictures and fonts come later than the text.
    void doc.fonts.ready.then(() => setHeight(doc.documentElement.scrollHeight))
    doc.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') onClose()
    })
    doc.addEventListener('click', ({ target }) => {
      const to = (target as Element | null)?.closest('a[data-to]')?.getAttribute('data-to')
      if (to) openElsewhere(to)
    })
  }
  return (
    <Dialog
      title={t('reader.footnote')}
      isOpen={note !== null}
      onClose={onClose}
      className="mb-4 w-[min(36rem,calc(100vw-1.5rem))] sm:mb-auto"
    >
      {note ? (
        <>
          <div className="max-h-[50dvh] overflow-y-auto px-6 pt-2">
            <iframe
              ref={frame}
              title={t('reader.footnote')}
              sandbox="allow-same-origin"
              srcDoc={pageOf(note, paper, fontSize)}
              onLoad={show}
              className="w-full"
              style={{ height }}
            />
          </div>
          <div className="flex justify-end px-6 pt-2 pb-5">
            <Button size="small" kind="ghost" onClick={() => onGo(note.href)}>
              {t('reader.goToNote')}
            </Button>
          </div>
        </>
      ) : null}
    </Dialog>
  )
}

function pageOf({ markup, language, isRtl }: ShownNote, { ink, link, scheme }: Paper, fontSize: number): string {
  const lang = language.replace(/[^a-z0-9-]/gi, '')
  return `<!doctype html><html lang="${lang}" dir="${isRtl ? 'rtl' : 'ltr'}"><head><title></title><style>
    html { color-scheme: ${scheme}; color: ${ink}; background: transparent; font: ${fontSize}%/1.5 ui-serif, 'Iowan Old Style', Palatino, Georgia, serif; overflow-wrap: break-word; }
    body { margin: 0; } img { max-width: 100%; } a { color: ${link}; } body > :first-child { margin-top: 0; } p { margin: 0 0 0.6em; }
  </style></head><body>${markup}</body></html>`
}
