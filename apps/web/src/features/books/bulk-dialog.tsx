import type { BulkChange } from '@colophon/contract/web/bulk.ts'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { facets } from '#api/facets.ts'
import { isLanguageCode } from '#i18n/language-name.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, SelectField, TextField } from '#ui/field.tsx'
import type { BulkTask } from './bulk-task.ts'
import { NamesField } from './names-field.tsx'

/** Asks what shall be so of all marked books. */
export function BulkDialog({
  task,
  count,
  error,
  isBusy,
  onChange,
  onClose,
}: {
  task: BulkTask
  count: number
  error: Error | null
  isBusy: boolean
  onChange: (change: BulkChange) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [change, setChange] = useState<BulkChange | undefined>(task === 'delete' ? { kind: 'delete' } : undefined)
  const [isChecked, setChecked] = useState(false)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setChecked(true)
    if (change && !isFaulty(change)) return onChange(change)
    const form = event.currentTarget
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }
  const Fields = fields[task]
  return (
    <Dialog title={t(`choose.title.${task}`, { count })} isOpen onClose={onClose}>
      <form onSubmit={onSubmit} className="flex flex-col gap-5 p-6 pt-2">
        <Fields isChecked={isChecked} onChange={setChange} />
        {error ? <ErrorNotice error={error} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" kind={task === 'delete' ? 'danger' : 'primary'} disabled={!change || isBusy}>
            {t(task === 'delete' ? 'choose.delete' : 'choose.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Of languages the server takes any text, for files name them in all ways. */
const isFaulty = (change: BulkChange) =>
  change.kind === 'language' && change.language !== null && !isLanguageCode(change.language)

interface FieldsProps {
  /** Whether to say what is wrong. */
  isChecked: boolean
  /** Undefined as long as nothing was said. */
  onChange: (change: BulkChange | undefined) => void
}

const fields: Record<BulkTask, (props: FieldsProps) => React.ReactNode> = {
  tags: TagFields,
  series: SeriesFields,
  authors: AuthorFields,
  language: LanguageFields,
  library: LibraryFields,
  delete: DeleteWords,
}

function TagFields({ onChange }: FieldsProps) {
  const { t } = useTranslation()
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  const say = (added: string[], removed: string[]) => {
    setAdd(added)
    setRemove(removed)
    onChange(added.length + removed.length > 0 ? { kind: 'tags', add: added, remove: removed } : undefined)
  }
  return (
    <>
      <NamesField kind="tag" label={t('choose.addTags')} names={add} onChange={(names) => say(names, remove)} />
      <NamesField kind="tag" label={t('choose.removeTags')} names={remove} onChange={(names) => say(add, names)} />
    </>
  )
}

function SeriesFields({ onChange }: FieldsProps) {
  const { t } = useTranslation()
  const [names, setNames] = useState<string[]>([])
  const [isNone, setNone] = useState(false)
  const [from, setFrom] = useState('')
  const say = (series: string[], none: boolean, first: string) => {
    setNames(series)
    setNone(none)
    setFrom(first)
    const [name] = series
    if (none) return onChange({ kind: 'series', name: null, from: null })
    onChange(name ? { kind: 'series', name, from: first === '' ? null : Number(first) } : undefined)
  }
  return (
    <>
      {isNone ? null : (
        <>
          <NamesField
            kind="series"
            label={t('choose.series')}
            names={names}
            isSingle
            onChange={(series) => say(series, isNone, from)}
          />
          <TextField
            label={t('choose.numberFrom')}
            hint={t('choose.numberHint')}
            type="number"
            min={0}
            step="any"
            inputMode="decimal"
            value={from}
            onChange={(event) => say(names, isNone, event.target.value)}
          />
        </>
      )}
      <CheckField
        label={t('choose.noSeries')}
        checked={isNone}
        onChange={(event) => say(names, event.target.checked, from)}
      />
    </>
  )
}

function AuthorFields({ onChange }: FieldsProps) {
  const { t } = useTranslation()
  const [names, setNames] = useState<string[]>([])
  const [isReplacing, setReplacing] = useState(false)
  const say = (authors: string[], replacing: boolean) => {
    setNames(authors)
    setReplacing(replacing)
    onChange(authors.length > 0 ? { kind: 'authors', names: authors, isReplacing: replacing } : undefined)
  }
  return (
    <>
      <NamesField
        kind="author"
        label={t('choose.authors')}
        names={names}
        onChange={(given) => say(given, isReplacing)}
      />
      <CheckField
        label={t('choose.replaceAuthors')}
        checked={isReplacing}
        onChange={(event) => say(names, event.target.checked)}
      />
    </>
  )
}

function LanguageFields({ isChecked, onChange }: FieldsProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<BulkChange>()
  return (
    <TextField
      label={t('choose.language')}
      hint={t('choose.languageHint')}
      data-typed-first
      error={isChecked && typed && isFaulty(typed) ? t('choose.languageFault') : undefined}
      maxLength={100}
      onChange={(event) => {
        const language = event.target.value.trim()
        const change = language ? ({ kind: 'language', language } as const) : undefined
        setTyped(change)
        onChange(change)
      }}
    />
  )
}

function LibraryFields({ onChange }: FieldsProps) {
  const { t } = useTranslation()
  const { data } = useQuery(facets)
  const [library, setLibrary] = useState('')
  const [isMoving, setMoving] = useState(false)
  const say = (id: string, moving: boolean) => {
    setLibrary(id)
    setMoving(moving)
    onChange(id ? { kind: 'library', library: id, isMoving: moving } : undefined)
  }
  return (
    <>
      <SelectField label={t('choose.library')} value={library} onChange={(event) => say(event.target.value, isMoving)}>
        <option value="">{t('choose.pickLibrary')}</option>
        {(data?.libraries ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <CheckField
        label={t('choose.move')}
        hint={t('choose.moveHint')}
        checked={isMoving}
        onChange={(event) => say(library, event.target.checked)}
      />
    </>
  )
}

function DeleteWords() {
  const { t } = useTranslation()
  return <p className="text-ink-soft">{t('choose.deleteExplained')}</p>
}
