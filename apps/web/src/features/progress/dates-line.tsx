import type { ReadingState, ReadState } from '@colophon/contract/web/reading.ts'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plainDate } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { dayOf, instantOf } from './days.ts'

type Change = (mark: { state: ReadState; startedAt: string | null; endedAt?: string | null }) => Promise<unknown>

/** When a book was begun, finished or put aside, how often it was read, and a way to put that right. */
export function DatesLine({
  state,
  onChange,
  children,
}: {
  state: ReadingState
  onChange: Change
  children: ReactNode
}) {
  const { t, i18n } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const said: string[] = (
    [
      ['started', state.startedAt],
      ['finished', state.finishedAt],
      ['abandoned', state.abandonedAt],
    ] as const
  ).flatMap(([name, at]) => (at ? t(`reading.on.${name}`, { date: plainDate(dayOf(at), i18n.language) }) : []))
  const finished = state.reads.filter(({ outcome }) => outcome === 'finished').length
  if (finished > 1) said.push(t('reading.times', { count: finished }))
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-faint max-md:justify-center">
      {children}
      {said.length > 0 ? <p>{said.join(' · ')}</p> : null}
      {state.state === 'unread' ? null : (
        <Button kind="ghost" size="small" onClick={() => setOpen(true)}>
          {t('reading.changeDates')}
        </Button>
      )}
      <Dialog title={t('reading.dates')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <DatesForm state={state} onChange={onChange} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  )
}

function DatesForm({ state, onChange, onDone }: { state: ReadingState; onChange: Change; onDone: () => void }) {
  const { t } = useTranslation()
  const [error, setError] = useState<unknown>()
  const endedAt = state.finishedAt ?? state.abandonedAt
  const isOver = state.state !== 'reading'
  const today = dayOf(new Date().toISOString())

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (name: string, before: string | null) => instantOf(String(form.get(name) ?? ''), before)
    try {
      await onChange({
        state: state.state,
        startedAt: read('started', state.startedAt),
        ...(isOver ? { endedAt: read('ended', endedAt) } : {}),
      })
      onDone()
    } catch (failure) {
      setError(failure)
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-5 p-6 pt-3">
      <TextField
        label={t('reading.started')}
        name="started"
        type="date"
        max={today}
        defaultValue={state.startedAt ? dayOf(state.startedAt) : ''}
      />
      {isOver ? (
        <TextField
          label={state.state === 'abandoned' ? t('reading.abandoned') : t('reading.finished')}
          name="ended"
          type="date"
          max={today}
          defaultValue={endedAt ? dayOf(endedAt) : ''}
        />
      ) : null}
      {error ? <ErrorNotice error={error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary">
          {t('ui.save')}
        </Button>
      </div>
    </form>
  )
}
