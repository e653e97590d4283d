import { correctUpload, type Upload } from '@colophon/contract/web/uploads.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type InputOf } from '#api/call.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'

/** Sets right the few things that matter most, before one goes on. */
export function Corrections({
  upload,
  book,
  onDone,
}: {
  upload: Upload
  book: NonNullable<Upload['book']>
  onDone: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const correct = useMutation({
    mutationFn: (body: InputOf<typeof correctUpload>['body']) =>
      call(correctUpload, { params: { uploadId: upload.id }, body }),
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: ['books'] })
      await client.invalidateQueries({ queryKey: ['uploads'] })
      onDone()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name)).trim()
    const name = text('series')
    correct.mutate({
      title: text('title'),
      authors: text('authors').split(';'),
      series: name === '' ? null : { name, position: text('position') || null },
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 overflow-y-auto p-6 pt-2">
      <TextField label={t('upload.bookTitle')} name="title" defaultValue={book.title} required />
      <TextField
        label={t('upload.authors')}
        name="authors"
        hint={t('upload.authorsHint')}
        defaultValue={book.authors.join('; ')}
      />
      <div className="grid grid-cols-[1fr_6rem] gap-3">
        <TextField label={t('upload.series')} name="series" defaultValue={book.series?.name ?? ''} />
        <TextField label={t('upload.position')} name="position" defaultValue={book.series?.position ?? ''} />
      </div>
      {correct.error ? <ErrorNotice error={correct.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={correct.isPending}>
          {t('ui.save')}
        </Button>
      </div>
    </form>
  )
}
