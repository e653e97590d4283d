import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField } from '#ui/field.tsx'
import { type Author, seriesOf, useDeleteAlias, useUpdateAuthor } from './author-queries.ts'
import { type MonitorChoice, MonitorFields, monitorModes } from './monitor-fields.tsx'

/** How an author is followed: which books, in which quality, where to, and under which other names. */
export function AuthorSettings({ author, onDone }: { author: Author; onDone: () => void }) {
  const { t } = useTranslation()
  const [choice, setChoice] = useState<MonitorChoice>({
    mode: monitorModes.find((mode) => mode === author.monitorMode) ?? 'all',
    latestCount: author.monitorLatestCount,
    qualityProfileId: author.qualityProfileId,
    metadataProfileId: author.metadataProfileId,
    rootFolderId: author.rootFolderId,
  })
  const [seriesIds, setSeriesIds] = useState<readonly number[]>(author.monitoredSeriesIds ?? [])
  const [takesNew, setTakesNew] = useState(author.monitorNewItems !== 'none')
  const [appliesToAll, setAppliesToAll] = useState(false)
  const update = useUpdateAuthor(author.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    update.mutate(
      {
        monitorMode: choice.mode,
        // Who chooses books of somebody follows them.
        ...(choice.mode === author.monitorMode ? {} : { monitored: choice.mode !== 'none' }),
        ...(choice.mode === 'series' ? { monitoredSeriesIds: [...seriesIds] } : {}),
        monitorLatestCount: choice.latestCount,
        monitorNewItems: takesNew ? 'all' : 'none',
        qualityProfileId: choice.qualityProfileId,
        metadataProfileId: choice.metadataProfileId,
        rootFolderId: choice.rootFolderId,
        applyMonitorModeToExisting: appliesToAll,
      },
      { onSuccess: onDone },
    )
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <MonitorFields choice={choice} onChange={setChoice} />
      {choice.mode === 'series' ? <SeriesChoice author={author.id} chosen={seriesIds} onChange={setSeriesIds} /> : null}
      <CheckField
        label={t('acquire.takesNew')}
        checked={takesNew}
        onChange={({ target }) => setTakesNew(target.checked)}
      />
      <CheckField
        label={t('acquire.appliesToAll')}
        hint={t('acquire.appliesToAllHint')}
        checked={appliesToAll}
        onChange={({ target }) => setAppliesToAll(target.checked)}
      />
      <Aliases author={author} />
      {update.error ? <ErrorNotice error={update.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={update.isPending}>
          {t('ui.save')}
        </Button>
      </div>
    </form>
  )
}

/** Of which series of an author the books are wanted. */
function SeriesChoice({
  author,
  chosen,
  onChange,
}: {
  author: number
  chosen: readonly number[]
  onChange: (ids: readonly number[]) => void
}) {
  const { t } = useTranslation()
  const { data, error } = useQuery(seriesOf(author))
  if (error) return <ErrorNotice error={error} />
  if (data?.length === 0) return <p className="text-sm text-ink-faint">{t('acquire.noSeries')}</p>
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1.5 text-sm font-medium">{t('acquire.chosenSeries')}</legend>
      {data?.map(({ id, title, books = [] }) => (
        <CheckField
          key={id}
          label={title}
          hint={t('acquire.booksOfSeries', { count: books.length })}
          checked={chosen.includes(id)}
          onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
        />
      ))}
    </fieldset>
  )
}

/** Releases are found under each of these names. */
function Aliases({ author }: { author: Author }) {
  const { t } = useTranslation()
  const remove = useDeleteAlias(author.id)
  if (!author.aliases || author.aliases.length === 0) return null
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-sm font-medium">{t('acquire.aliases')}</legend>
      <ul className="mt-1.5 flex flex-wrap gap-2">
        {author.aliases.map(({ id, name }) => (
          <li key={id} className="flex items-center rounded-full bg-sunken ps-3 text-sm">
            {name}
            <IconButton
              label={t('acquire.dropAlias', { name })}
              className="size-9"
              disabled={remove.isPending}
              onClick={() => remove.mutate(id)}
            >
              <X size={15} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {remove.error ? <ErrorNotice error={remove.error} /> : null}
    </fieldset>
  )
}
