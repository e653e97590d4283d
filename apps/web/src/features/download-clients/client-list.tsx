import type { TFunction } from 'i18next'
import { EllipsisVertical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Row, Rows } from '#ui/rows.tsx'
import { Findings, Standing } from '#ui/standing.tsx'
import { findingsOf } from './client-findings.ts'
import { clientKinds, isClientKind } from './client-kinds.ts'
import { type ClientBody, type DownloadClient, useSaveClient, useTestClient } from './client-queries.ts'

/** The programs that download, in the order in which they are asked. */
export function ClientList({
  clients,
  onEdit,
  onDelete,
}: {
  clients: readonly DownloadClient[]
  onEdit: (client: DownloadClient) => void
  onDelete: (client: DownloadClient) => void
}) {
  const { t } = useTranslation()
  return (
    <Rows label={t('clients.title')}>
      {clients.map((client) => (
        <ClientRow key={client.id} client={client} onEdit={() => onEdit(client)} onDelete={() => onDelete(client)} />
      ))}
    </Rows>
  )
}

function ClientRow({ client, onEdit, onDelete }: { client: DownloadClient; onEdit: () => void; onDelete: () => void }) {
  const { t } = useTranslation()
  const test = useTestClient()
  const save = useSaveClient()
  const { id, name, enabled, host, port, category, categoryAudiobook } = client
  const type: string = client.type
  const failure = test.error ?? save.error
  const { kind, text } = healthOf(client, t)
  const program = isClientKind(type) ? clientKinds[type].name : type
  return (
    <Row
      title={name}
      mark={program === name ? null : program}
      detail={[`${host}:${port}`, [category, categoryAudiobook].filter(Boolean).join(', ')].filter(Boolean).join(' · ')}
      standing={text ? <Standing kind={kind}>{text}</Standing> : null}
      actions={
        <Menu
          trigger={
            <IconButton label={t('clients.actions', { name })}>
              <EllipsisVertical size={18} aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => test.mutate(id)}>{t('clients.test')}</MenuItem>
          <MenuItem onSelect={onEdit}>{t('clients.edit')}</MenuItem>
          <MenuItem onSelect={() => save.mutate({ id, body: { ...bodyFrom(client), enabled: !enabled } })}>
            {t(enabled ? 'clients.switchOff' : 'clients.switchOn')}
          </MenuItem>
          <MenuItem isDanger onSelect={onDelete}>
            {t('clients.delete')}
          </MenuItem>
        </Menu>
      }
    >
      {test.isPending ? (
        <p role="status" className="text-sm text-ink-faint">
          {t('clients.testing')}
        </p>
      ) : failure ? (
        <Findings findings={[{ kind: 'problem', text: sentenceOf(failure, t) }]} />
      ) : test.data ? (
        <Findings findings={findingsOf(test.data, t)} />
      ) : null}
    </Row>
  )
}

function bodyFrom({
  id: _id,
  createdAt: _made,
  updatedAt: _changed,
  health: _health,
  ...body
}: DownloadClient): ClientBody {
  return body
}

function healthOf({ enabled, health }: DownloadClient, t: TFunction) {
  if (!enabled) return { kind: 'off', text: t('clients.off') } as const
  if (health?.status === 'error') return { kind: 'problem', text: health.message } as const
  if (health?.status === 'checking') return { kind: 'unknown', text: t('clients.testing') } as const
  if (health?.status === 'ok') return { kind: 'ok', text: t('clients.fine') } as const
  return { kind: 'unknown', text: '' } as const
}
