import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pictureAddress } from '#api/acquisition.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { type Author, relinkCandidates, useRelink } from './author-queries.ts'
import { Portrait } from './portrait.tsx'

/** Says who somebody is at a source of metadata: what the works of this author are then listed by. */
export function AuthorRelink({ author, onDone }: { author: Author; onDone: () => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState(author.authorName)
  const { data, error, refetch } = useQuery(relinkCandidates(author.id, words))
  const relink = useRelink(author.id)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setWords(String(new FormData(event.currentTarget).get('words')).trim() || author.authorName)
  }
  return (
    <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-6 pt-2">
      <p className="text-ink-soft">{t('acquire.relinkExplained')}</p>
      <form onSubmit={submit} className="flex items-end gap-2">
        <TextField label={t('acquire.relinkName')} name="words" defaultValue={words} className="flex-1" />
        <Button type="submit">{t('acquire.relinkFind')}</Button>
      </form>
      {error || relink.error ? (
        <ErrorNotice error={error ?? relink.error} {...(error ? { onRetry: () => void refetch() } : {})} />
      ) : null}
      {data ? (
        data.length === 0 ? (
          <p className="py-4 text-center text-ink-faint">{t('acquire.relinkNone')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {data.map((candidate) => (
              <li key={candidate.foreignAuthorId} className="flex items-center gap-3 py-3">
                <Portrait
                  name={candidate.authorName}
                  src={pictureAddress(candidate.imageUrl)}
                  className="size-11 text-sm"
                />
                <div className="min-w-0 flex-1">
                  <p className="font-medium wrap-anywhere">{candidate.authorName}</p>
                  <p className="text-sm text-ink-faint wrap-anywhere">
                    {[candidate.disambiguation, candidate.foreignAuthorId].filter(Boolean).join(' · ')}
                  </p>
                </div>
                <Button
                  size="small"
                  disabled={relink.isPending}
                  aria-label={t('acquire.relinkPickNamed', { name: candidate.authorName })}
                  onClick={() => relink.mutate(candidate, { onSuccess: onDone })}
                >
                  {t('acquire.relinkPick')}
                </Button>
              </li>
            ))}
          </ul>
        )
      ) : error ? null : (
        <Waiting />
      )}
    </div>
  )
}
