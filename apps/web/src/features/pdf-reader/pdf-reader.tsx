import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import type { ReaderProps } from '#api/readable.ts'
import { usePaper } from '#reading/use-paper.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { OpeningBook } from '#ui/opening-book.tsx'
import { usePdfSettings } from './pdf-settings.ts'
import { PdfView } from './pdf-view.tsx'
import { useOpenPdf } from './use-open-pdf.ts'
import './pdf.css'

/** Opens a PDF, asks for its password where it has one, and shows it where its reader left it. */
export function PdfReader({ book, file, startAt }: ReaderProps) {
  const { t } = useTranslation()
  const [settings, changeSettings] = usePdfSettings()
  const paper = usePaper(settings.paper)
  const opening = useOpenPdf(file)
  const toBook = (
    <a href={address(`/books/${encodeURIComponent(book.id)}`)} className={buttonClass()}>
      {t('reader.toBook')}
    </a>
  )
  switch (opening.state) {
    case 'open':
      return (
        <PdfView
          pdf={opening.pdf}
          book={book}
          fileId={file.id}
          startAt={startAt}
          settings={settings}
          paper={paper}
          onSettings={changeSettings}
        />
      )
    case 'locked':
      return (
        <main className="grid min-h-dvh place-content-center justify-items-center gap-6 px-6 text-center">
          <h1 className="font-serif text-2xl font-semibold">{book.title}</h1>
          <PasswordForm wasWrong={opening.wasWrong} onAnswer={opening.answer} />
          {toBook}
        </main>
      )
    case 'failed':
      return (
        <main>
          <EmptyState level={1} title={t('reader.unreadable')} actions={toBook}>
            {t(opening.isDamaged ? 'pdf.damaged' : 'pdf.unreachable')}
          </EmptyState>
        </main>
      )
    default:
      return <OpeningBook title={book.title} share={null} />
  }
}

function PasswordForm({ wasWrong, onAnswer }: { wasWrong: boolean; onAnswer: (password: string) => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  return (
    <form
      className="flex w-72 flex-col gap-3 text-start"
      onSubmit={(event) => {
        event.preventDefault()
        onAnswer(password)
      }}
    >
      <label className="flex flex-col gap-1.5 text-sm font-medium">
        {t('pdf.password')}
        <input
          type="password"
          autoComplete="off"
          required
          aria-invalid={wasWrong}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          className="min-h-11 rounded-lg border border-line-strong bg-surface px-3 font-normal"
        />
      </label>
      {wasWrong ? (
        <p role="alert" className="text-sm text-danger">
          {t('pdf.wrongPassword')}
        </p>
      ) : null}
      <Button kind="primary" type="submit">
        {t('pdf.unlock')}
      </Button>
    </form>
  )
}
