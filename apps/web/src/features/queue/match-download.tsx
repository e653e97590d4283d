import { matchDownload } from '@colophon/contract/acquisition/manual-import.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshAcquisition } from '#api/acquisition.ts'
import { call } from '#api/call.ts'
import type { QueueItem } from '#api/queue.ts'
import { Button } from '#ui/button.tsx'
import { Combobox, type Option } from '#ui/combobox.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { showToast } from '#ui/toast-store.ts'
import { booksLike } from './queue-queries.ts'

/** Says which book a finished download is; it is taken in then. `suggested` is what its files say that they are. */
export function MatchDownload({
  item,
  suggested,
  onDone,
}: {
  item: QueueItem
  suggested: Option | undefined
  onDone: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [typed, setTyped] = useState(suggested?.label ?? '')
  const [chosen, setChosen] = useState(suggested)
  const { data: books = [] } = useQuery(booksLike(chosen ? '' : typed.trim()))
  const match = useMutation({
    mutationFn: (bookId: number) => call(matchDownload, { body: { downloadId: item.id, bookId } }),
    onSuccess: () => refreshAcquisition(client),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!chosen) return
    match.mutate(Number(chosen.value), {
      onSuccess: () => {
        showToast(t('queue.matched'))
        onDone()
      },
    })
  }
  const options = books.map((book) => ({ value: String(book.id), label: book.title, detail: book.author?.authorName }))
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 p-6 pt-2">
      <p className="text-ink-soft wrap-anywhere">{item.title}</p>
      <Combobox
        label={t('queue.book')}
        hint={t('queue.bookHint')}
        text={typed}
        options={chosen ? [] : options}
        onType={(text) => {
          setTyped(text)
          setChosen(undefined)
        }}
        onPick={(option) => {
          setTyped(option.label)
          setChosen(option)
        }}
      />
      {match.error ? <ErrorNotice error={match.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={!chosen || match.isPending}>
          {t('queue.match')}
        </Button>
      </div>
    </form>
  )
}
