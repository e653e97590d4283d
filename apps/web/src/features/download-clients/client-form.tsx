import { Plug } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, SelectField, TextField } from '#ui/field.tsx'
import { FormActions } from '#ui/form-actions.tsx'
import { SecretField } from '#ui/secret-field.tsx'
import { Findings } from '#ui/standing.tsx'
import { findingsOf } from './client-findings.ts'
import { asks, clientKinds, isClientKind, kindNames } from './client-kinds.ts'
import { type ClientBody, type DownloadClient, useSaveClient, useTryClient } from './client-queries.ts'
import { PathMapping } from './path-mapping.tsx'
import { readPairs, writePairs } from './path-pairs.ts'

/** Adds a download client or changes one. What is typed can be tried before it is kept. */
export function ClientForm({
  client,
  onDone,
  onCancel,
}: {
  client?: DownloadClient | undefined
  onDone: () => void
  onCancel?: () => void
}) {
  const { t } = useTranslation()
  const save = useSaveClient()
  const attempt = useTryClient()
  const [draft, setDraft] = useState(() => draftOf(client))
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ id: client?.id, body: bodyOf(draft) }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <KindField draft={draft} onChange={set} />
      <TextField
        label={t('clients.name')}
        value={draft.name}
        required
        onChange={(event) => set({ name: event.target.value })}
      />
      <Connection draft={draft} onChange={set} />
      <Categories draft={draft} onChange={set} />
      <PathMapping pairs={draft.pairs} onChange={(pairs) => set({ pairs })} />
      <TextField
        label={t('clients.priority')}
        hint={t('clients.priorityHint')}
        type="number"
        min={0}
        max={1000}
        value={draft.priority}
        onChange={(event) => set({ priority: event.target.value })}
      />
      <CheckField
        label={t('clients.enabled')}
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.target.checked })}
      />
      {attempt.data ? <Findings findings={findingsOf(attempt.data, t)} /> : null}
      {attempt.error || save.error ? <ErrorNotice error={save.error ?? attempt.error} /> : null}
      <FormActions action={client ? t('ui.save') : t('clients.add')} isBusy={save.isPending} onCancel={onCancel}>
        <Button disabled={attempt.isPending || draft.host.trim() === ''} onClick={() => attempt.mutate(bodyOf(draft))}>
          <Plug size={17} aria-hidden />
          {t(attempt.isPending ? 'clients.testing' : 'clients.test')}
        </Button>
      </FormActions>
    </form>
  )
}

interface PartProps {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
}

/** Which program it is; what nobody has changed by hand follows. */
function KindField({ draft, onChange }: PartProps) {
  const { t } = useTranslation()
  const before = clientKinds[draft.kind]
  const choose = (word: string) => {
    if (!isClientKind(word)) return
    const kind = clientKinds[word]
    onChange({
      kind: word,
      ...(draft.port === String(before.port) ? { port: String(kind.port) } : {}),
      ...(draft.urlBase === before.urlBase ? { urlBase: kind.urlBase } : {}),
      ...(draft.name === before.name || draft.name === '' ? { name: kind.name } : {}),
    })
  }
  return (
    <SelectField
      label={t('clients.kind')}
      hint={t(`clients.protocolHint.${before.protocol}`)}
      value={draft.kind}
      onChange={(event) => choose(event.target.value)}
    >
      {(['torrent', 'usenet'] as const).map((protocol) => (
        <optgroup key={protocol} label={t(`clients.protocol.${protocol}`)}>
          {kindNames
            .filter((kind) => clientKinds[kind].protocol === protocol)
            .map((kind) => (
              <option key={kind} value={kind}>
                {clientKinds[kind].name}
              </option>
            ))}
        </optgroup>
      ))}
    </SelectField>
  )
}

function Connection({ draft, onChange }: PartProps) {
  const { t } = useTranslation()
  const { kind } = draft
  return (
    <>
      <div className="grid grid-cols-[1fr_6rem] gap-3">
        <TextField
          label={t('clients.host')}
          required
          spellCheck={false}
          autoCapitalize="none"
          value={draft.host}
          onChange={(event) => onChange({ host: event.target.value })}
        />
        <TextField
          label={t('clients.port')}
          type="number"
          min={1}
          max={65535}
          required
          value={draft.port}
          onChange={(event) => onChange({ port: event.target.value })}
        />
      </div>
      <p className="-mt-3 text-sm text-ink-faint">{t('clients.hostHint')}</p>
      <CheckField
        label={t('clients.tls')}
        checked={draft.useSsl}
        onChange={(event) => onChange({ useSsl: event.target.checked })}
      />
      {asks(kind, 'apiKey') ? (
        <SecretField
          label={t('clients.apiKey')}
          hint={t('clients.apiKeyHint')}
          value={draft.apiKey}
          onChange={(event) => onChange({ apiKey: event.target.value })}
        />
      ) : null}
      {asks(kind, 'username') ? (
        <TextField
          label={t('clients.username')}
          autoComplete="off"
          autoCapitalize="none"
          value={draft.username}
          onChange={(event) => onChange({ username: event.target.value })}
        />
      ) : null}
      {asks(kind, 'password') ? (
        <SecretField
          label={t('clients.password')}
          value={draft.password}
          onChange={(event) => onChange({ password: event.target.value })}
        />
      ) : null}
      <TextField
        label={t('clients.urlBase')}
        hint={t(kind === 'rtorrent' ? 'clients.urlBaseHintRtorrent' : 'clients.urlBaseHint')}
        spellCheck={false}
        autoCapitalize="none"
        value={draft.urlBase}
        onChange={(event) => onChange({ urlBase: event.target.value })}
      />
    </>
  )
}

function Categories({ draft, onChange }: PartProps) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('clients.category')}
          value={draft.category}
          onChange={(event) => onChange({ category: event.target.value })}
        />
        <TextField
          label={t('clients.categoryAudiobook')}
          value={draft.categoryAudiobook}
          onChange={(event) => onChange({ categoryAudiobook: event.target.value })}
        />
      </div>
      <p className="text-sm text-ink-faint">{t('clients.categoryHint')}</p>
    </div>
  )
}

type Draft = ReturnType<typeof draftOf>

function draftOf(client: DownloadClient | undefined) {
  const type: string = client?.type ?? 'qbittorrent'
  const kind = isClientKind(type) ? type : 'qbittorrent'
  const usual = clientKinds[kind]
  return {
    kind,
    name: client?.name ?? (usual.name as string),
    host: client?.host ?? '',
    port: String(client?.port ?? usual.port),
    useSsl: client?.useSsl ?? false,
    urlBase: client?.urlBase ?? (usual.urlBase as string),
    apiKey: client?.apiKey ?? '',
    username: client?.username ?? '',
    password: client?.password ?? '',
    category: client?.category ?? 'books',
    categoryAudiobook: client?.categoryAudiobook ?? '',
    pairs: readPairs(client?.pathRemap ?? ''),
    priority: String(client?.priority ?? 0),
    enabled: client?.enabled ?? true,
  }
}

function bodyOf({ kind, pairs, port, priority, ...draft }: Draft): ClientBody {
  const only = (field: 'apiKey' | 'username' | 'password') => (asks(kind, field) ? draft[field].trim() : '')
  return {
    ...draft,
    type: kind,
    host: draft.host.trim(),
    port: Number(port),
    apiKey: only('apiKey'),
    username: only('username'),
    password: asks(kind, 'password') ? draft.password : '',
    urlBase: draft.urlBase.trim(),
    pathRemap: writePairs(pairs),
    priority: Math.trunc(Number(priority)) || 0,
  }
}
