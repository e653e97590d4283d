import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { EllipsisVertical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { moment } from '#i18n/measures.ts'
import { IconButton } from '#ui/button.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Row, Rows } from '#ui/rows.tsx'
import { Findings, Standing } from '#ui/standing.tsx'
import { type Indexer, type IndexerHealth, indexerHealth, useSaveIndexer, useTestIndexer } from './indexer-queries.ts'
import { findingsOf } from './test-findings.ts'

/** The indexers in the order in which they are preferred, each with how it has answered lately. */
export function IndexerList({
  indexers,
  onEdit,
  onDelete,
}: {
  indexers: readonly Indexer[]
  onEdit: (indexer: Indexer) => void
  onDelete: (indexer: Indexer) => void
}) {
  const { t } = useTranslation()
  const { data } = useQuery(indexerHealth)
  return (
    <Rows label={t('indexers.title')}>
      {indexers.map((indexer) => (
        <IndexerRow
          key={indexer.id}
          indexer={indexer}
          health={data?.indexers.find(({ id }) => id === indexer.id)}
          onEdit={() => onEdit(indexer)}
          onDelete={() => onDelete(indexer)}
        />
      ))}
    </Rows>
  )
}

function IndexerRow({
  indexer,
  health,
  onEdit,
  onDelete,
}: {
  indexer: Indexer
  health: IndexerHealth | undefined
  onEdit: () => void
  onDelete: () => void
}) {
  const { t } = useTranslation()
  const test = useTestIndexer()
  const save = useSaveIndexer()
  const { id, name, enabled } = indexer
  const failure = test.error ?? save.error
  return (
    <Row
      title={name}
      mark={t('indexers.mark', { type: t(`indexers.type.${indexer.type}`), priority: indexer.priority })}
      detail={[hostOf(indexer.url), indexer.prowlarrInstanceId === undefined ? '' : t('indexers.fromProwlarr')]
        .filter(Boolean)
        .join(' · ')}
      standing={<Health indexer={indexer} health={health} />}
      actions={
        <Menu
          trigger={
            <IconButton label={t('indexers.actions', { name })}>
              <EllipsisVertical size={18} aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => test.mutate(id)}>{t('indexers.test')}</MenuItem>
          <MenuItem onSelect={onEdit}>{t('indexers.edit')}</MenuItem>
          <MenuItem onSelect={() => save.mutate({ id, body: { enabled: !enabled } })}>
            {t(enabled ? 'indexers.switchOff' : 'indexers.switchOn')}
          </MenuItem>
          <MenuItem isDanger onSelect={onDelete}>
            {t('indexers.delete')}
          </MenuItem>
        </Menu>
      }
    >
      {test.isPending ? (
        <p role="status" className="text-sm text-ink-faint">
          {t('indexers.testing')}
        </p>
      ) : failure ? (
        <Findings findings={[{ kind: 'problem', text: sentenceOf(failure, t) }]} />
      ) : test.data ? (
        <Findings findings={findingsOf(test.data, t)} />
      ) : null}
    </Row>
  )
}

function Health({ indexer, health }: { indexer: Indexer; health: IndexerHealth | undefined }) {
  const { t, i18n } = useTranslation()
  const { kind, text } = healthOf(indexer, health, t, i18n.language)
  return <Standing kind={kind}>{text}</Standing>
}

function healthOf({ enabled }: Indexer, health: IndexerHealth | undefined, t: TFunction, locale: string) {
  if (!enabled) return { kind: 'off', text: t('indexers.health.off') } as const
  if (!health) return { kind: 'unknown', text: t('indexers.health.unknown') } as const
  const { restsUntil, lastError, failures, lastSuccessAt } = health
  if (restsUntil && Date.parse(restsUntil) > Date.now()) {
    const text = t('indexers.health.rests', { at: moment(restsUntil, locale), reason: lastError ?? '' })
    return { kind: 'problem', text } as const
  }
  if (failures > 0) return { kind: 'warning', text: t('indexers.health.failed', { reason: lastError ?? '' }) } as const
  if (!lastSuccessAt) return { kind: 'unknown', text: t('indexers.health.unknown') } as const
  return { kind: 'ok', text: t('indexers.health.fine', { at: moment(lastSuccessAt, locale) }) } as const
}

/** Without path and key: that is what people tell them apart by. */
function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}
