import { Plug } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import { FormActions } from '#ui/form-actions.tsx'
import { SecretField } from '#ui/secret-field.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Findings } from '#ui/standing.tsx'
import { categoriesOf, choiceOf, usualCategories } from './categories.ts'
import { CategoryFields } from './category-fields.tsx'
import { type Indexer, type IndexerBody, useSaveIndexer, useTryIndexer } from './indexer-queries.ts'
import { findingsOf } from './test-findings.ts'

const NEW = {
  type: 'newznab',
  name: '',
  url: '',
  apiKey: '',
  priority: 25,
  enabled: true,
  supportsSearch: true,
} as const

/** Adds an indexer or changes one. What is typed can be tried before it is kept. */
export function IndexerForm({
  indexer,
  onDone,
  onCancel,
}: {
  indexer?: Indexer | undefined
  onDone: () => void
  onCancel?: () => void
}) {
  const { t } = useTranslation()
  const save = useSaveIndexer()
  const attempt = useTryIndexer()
  const [draft, setDraft] = useState(() => draftOf(indexer))
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ id: indexer?.id, body: bodyOf(draft) }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <div className="flex flex-col gap-1.5">
        <Segmented
          label={t('indexers.kind')}
          value={draft.type}
          choices={[
            { value: 'newznab', label: t('indexers.type.newznab') },
            { value: 'torznab', label: t('indexers.type.torznab') },
          ]}
          onChange={(type) => set({ type })}
        />
        <p className="text-sm text-ink-faint">{t(`indexers.typeHint.${draft.type}`)}</p>
      </div>
      <TextField
        label={t('indexers.name')}
        value={draft.name}
        required
        maxLength={200}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        label={t('indexers.url')}
        hint={t('indexers.urlHint')}
        type="url"
        inputMode="url"
        placeholder="https://"
        value={draft.url}
        required
        onChange={(event) => set({ url: event.target.value })}
      />
      <SecretField
        label={t('indexers.apiKey')}
        hint={t('indexers.apiKeyHint')}
        value={draft.apiKey}
        onChange={(event) => set({ apiKey: event.target.value })}
      />
      <CategoryFields choice={draft.choice} onChange={(choice) => set({ choice })} />
      {draft.type === 'torznab' ? <TorrentFields draft={draft} onChange={set} /> : null}
      <TextField
        label={t('indexers.priority')}
        hint={t('indexers.priorityHint')}
        type="number"
        min={0}
        max={1000}
        value={draft.priority}
        onChange={(event) => set({ priority: event.target.value })}
      />
      <div>
        <CheckField
          label={t('indexers.enabled')}
          checked={draft.enabled}
          onChange={(event) => set({ enabled: event.target.checked })}
        />
        <CheckField
          label={t('indexers.supportsSearch')}
          hint={t('indexers.supportsSearchHint')}
          checked={draft.supportsSearch}
          onChange={(event) => set({ supportsSearch: event.target.checked })}
        />
      </div>
      {attempt.data ? <Findings findings={findingsOf(attempt.data, t)} /> : null}
      {attempt.error || save.error ? <ErrorNotice error={save.error ?? attempt.error} /> : null}
      <FormActions action={indexer ? t('ui.save') : t('indexers.add')} isBusy={save.isPending} onCancel={onCancel}>
        <Button disabled={attempt.isPending || draft.url.trim() === ''} onClick={() => attempt.mutate(bodyOf(draft))}>
          <Plug size={17} aria-hidden />
          {t(attempt.isPending ? 'indexers.testing' : 'indexers.test')}
        </Button>
      </FormActions>
    </form>
  )
}

function TorrentFields({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label={t('indexers.seedRatio')}
        hint={t('indexers.seedRatioHint')}
        type="number"
        min={-1}
        step="any"
        value={draft.seedRatio}
        onChange={(event) => onChange({ seedRatio: event.target.value })}
      />
      <CheckField
        label={t('indexers.freeleech')}
        hint={t('indexers.freeleechHint')}
        checked={draft.freeleechOnly}
        onChange={(event) => onChange({ freeleechOnly: event.target.checked })}
      />
    </div>
  )
}

type Draft = ReturnType<typeof draftOf>

const draftOf = (indexer: Indexer | undefined) => ({
  type: (indexer ?? NEW).type as 'newznab' | 'torznab',
  name: (indexer ?? NEW).name,
  url: (indexer ?? NEW).url,
  apiKey: (indexer ?? NEW).apiKey,
  priority: String((indexer ?? NEW).priority),
  enabled: (indexer ?? NEW).enabled as boolean,
  supportsSearch: (indexer ?? NEW).supportsSearch as boolean,
  freeleechOnly: indexer?.freeleechOnly ?? false,
  seedRatio: indexer?.seedRatio === undefined ? '' : String(indexer.seedRatio),
  choice: choiceOf(indexer?.categories ?? usualCategories, indexer?.includeParentCategories ?? false),
})

function bodyOf({ choice, priority, seedRatio, ...draft }: Draft): IndexerBody {
  const isTorrent = draft.type === 'torznab'
  return {
    ...draft,
    ...categoriesOf(choice),
    url: draft.url.trim(),
    name: draft.name.trim(),
    apiKey: draft.apiKey.trim(),
    priority: Math.trunc(Number(priority)) || 0,
    freeleechOnly: isTorrent && draft.freeleechOnly,
    seedRatio: isTorrent && seedRatio !== '' ? Number(seedRatio) : null,
  }
}
