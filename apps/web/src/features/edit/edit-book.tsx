import type { EditForm } from '@colophon/contract/web/edit-book.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isConflict } from '#api/call-error.ts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { AreaField, CheckField, TextField } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { type Draft, draftOf, type Faults, faultsOf, isFaultless, valuesOf } from './draft.ts'
import { editForm, useNames, useReviseBook, useUnlockFields } from './edit-queries.ts'
import { faultWords } from './fault-words.ts'
import { IdentifiersField } from './identifiers-field.tsx'
import { PeopleField } from './people-field.tsx'
import { SeriesField } from './series-field.tsx'
import { WordsField } from './words-field.tsx'

/** All of a book that a person can edit, in one form that loses nothing. */
export function EditBook({ bookId, form, onDone }: { bookId: string; form: EditForm; onDone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(form.values))
  const [isChecked, setChecked] = useState(false)
  const [tag, setTag] = useState('')
  const tags = useNames('tag', tag)
  const save = useReviseBook(bookId)
  const unlock = useUnlockFields(bookId)
  const element = useRef<HTMLFormElement>(null)
  const isDone = useRef(false)

  const isDirty = JSON.stringify(valuesOf(draft)) !== JSON.stringify(form.values)
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty && !isDone.current,
    enableBeforeUnload: () => isDirty && !isDone.current,
    withResolver: true,
  })
  const set = (to: Partial<Draft>) => setDraft((now) => ({ ...now, ...to }))
  const faults = faultsOf(draft, form.values)
  const shownFaults: Faults = isChecked ? faults : { lines: new Map(), besides: new Map() }
  const words = (field: Exclude<keyof Faults, 'lines' | 'besides'>) => faultWords(shownFaults[field], t)

  const done = () => {
    isDone.current = true
    onDone()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isFaultless(faults)) {
      requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    save.mutate({ version: form.version, values: valuesOf(draft) }, { onSuccess: done })
  }
  const saveMine = async () => {
    const { version } = await client.fetchQuery({ ...editForm(bookId), staleTime: 0 })
    save.mutate({ version, values: valuesOf(draft) }, { onSuccess: done })
  }
  const loadTheirs = async () => {
    const theirs = await client.fetchQuery({ ...editForm(bookId), staleTime: 0 })
    setDraft(draftOf(theirs.values))
    save.reset()
  }
  const locked = (field: keyof EditForm['values'], hint?: ReactNode) =>
    form.locked.includes(field) ? <LockedHint hint={hint} /> : hint

  return (
    <form ref={element} noValidate onSubmit={submit} className="max-w-4xl">
      {form.locked.length > 0 ? (
        <div className="mb-8">
          <Notice
            kind="info"
            action={
              <Button
                size="small"
                disabled={unlock.isPending || isDirty}
                onClick={() => unlock.mutate(undefined, { onSuccess: done })}
              >
                {t('edit.unlock')}
              </Button>
            }
          >
            {t('edit.lockedLead')}
          </Notice>
        </div>
      ) : null}
      <Panel title={t('edit.work')}>
        <div className="flex flex-col gap-5">
          <TextField
            label={t('change.field.title')}
            value={draft.title}
            hint={locked('title')}
            error={words('title')}
            onChange={(event) => set({ title: event.target.value })}
          />
          <TextField
            label={t('change.field.subtitle')}
            value={draft.subtitle}
            hint={locked('subtitle')}
            error={words('subtitle')}
            onChange={(event) => set({ subtitle: event.target.value })}
          />
          <TextField
            label={t('edit.sortTitle')}
            hint={t('edit.sortTitleHint')}
            error={words('sortTitle')}
            value={draft.sortTitle}
            placeholder={draft.title}
            onChange={(event) => set({ sortTitle: event.target.value })}
          />
          <AreaField
            label={t('change.field.description')}
            hint={locked('description', t('edit.descriptionHint'))}
            error={words('description')}
            rows={9}
            value={draft.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        </div>
      </Panel>
      <Panel title={t('edit.people')} lead={locked('creators')}>
        <PeopleField people={draft.creators} faults={shownFaults} onChange={(creators) => set({ creators })} />
      </Panel>
      <Panel title={t('edit.shelf')} lead={locked('series')}>
        <div className="flex flex-col gap-6">
          <SeriesField series={draft.series} faults={shownFaults} onChange={(series) => set({ series })} />
          <WordsField
            label={t('change.field.tags')}
            hint={t('edit.tagsHint')}
            error={words('tags')}
            words={draft.tags}
            options={tags}
            onTyped={setTag}
            onChange={(next) => set({ tags: next })}
          />
          <WordsField
            label={t('change.field.genres')}
            hint={locked('genres', t('edit.genresHint'))}
            error={words('genres')}
            words={draft.genres}
            options={[]}
            onChange={(genres) => set({ genres })}
          />
          {form.libraries.length > 0 ? (
            <fieldset>
              <legend className="mb-1 text-sm font-medium">{t('edit.libraries')}</legend>
              {form.libraries.map(({ id, name, holdsFiles }) => (
                <CheckField
                  key={id}
                  label={name}
                  {...(holdsFiles ? { hint: t('edit.holdsFiles') } : {})}
                  disabled={holdsFiles}
                  checked={holdsFiles || draft.libraryIds.includes(id)}
                  onChange={(event) =>
                    set({
                      libraryIds: event.target.checked
                        ? [...draft.libraryIds, id]
                        : draft.libraryIds.filter((one) => one !== id),
                    })
                  }
                />
              ))}
            </fieldset>
          ) : null}
        </div>
      </Panel>
      <Panel title={t('edit.publication')}>
        <div className="flex flex-col gap-5">
          <TextField
            label={t('change.field.publisher')}
            value={draft.publisher}
            hint={locked('publisher')}
            error={words('publisher')}
            onChange={(event) => set({ publisher: event.target.value })}
          />
          <TextField
            label={t('change.field.publication_date')}
            hint={locked('publishedOn', t('edit.dateHint'))}
            value={draft.publishedOn}
            error={words('publishedOn')}
            onChange={(event) => set({ publishedOn: event.target.value })}
          />
          <TextField
            label={t('change.field.language')}
            hint={locked('language', t('edit.languageHint'))}
            error={words('language')}
            value={draft.language}
            onChange={(event) => set({ language: event.target.value })}
          />
          <IdentifiersField
            identifiers={draft.identifiers}
            faults={shownFaults}
            onChange={(identifiers) => set({ identifiers })}
          />
        </div>
      </Panel>
      <div className="sticky bottom-0 z-20 -mx-4 flex flex-col gap-3 border-t border-line bg-paper px-4 py-4 max-md:bottom-14">
        {isChecked && !isFaultless(faults) ? <Notice>{t('edit.check')}</Notice> : null}
        {isConflict(save.error) ? (
          <Notice
            action={
              <span className="flex flex-wrap gap-2">
                <Button size="small" onClick={() => void loadTheirs()}>
                  {t('edit.loadTheirs')}
                </Button>
                <Button size="small" onClick={() => void saveMine()}>
                  {t('edit.saveMine')}
                </Button>
              </span>
            }
          >
            {t('edit.conflict')}
          </Notice>
        ) : save.error || unlock.error ? (
          <ErrorNotice error={save.error ?? unlock.error} />
        ) : null}
        <div className="flex justify-end gap-3">
          <Button onClick={onDone}>{t('ui.cancel')}</Button>
          <Button type="submit" kind="primary" disabled={save.isPending || !isDirty}>
            {t('ui.save')}
          </Button>
        </div>
      </div>
      <Confirm
        title={t('edit.leave')}
        action={t('edit.leaveAction')}
        isOpen={blocker.status === 'blocked'}
        onConfirm={() => blocker.proceed?.()}
        onClose={() => blocker.reset?.()}
      >
        {t('edit.leaveExplained')}
      </Confirm>
    </form>
  )
}

function LockedHint({ hint }: { hint?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <span className="inline-flex items-center gap-1.5">
        <Lock size={14} aria-hidden />
        {t('edit.locked')}
      </span>
      {hint ? <span className="block">{hint}</span> : null}
    </>
  )
}
