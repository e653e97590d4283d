import { EllipsisVertical, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ago } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Row, Rows } from '#ui/rows.tsx'
import { type Finding, Findings } from '#ui/standing.tsx'
import { type Prowlarr, useSyncProwlarr, useTestProwlarr } from './indexer-queries.ts'

/** Servers that manage indexers, from which theirs are taken over. */
export function ProwlarrList({
  prowlarrs,
  onEdit,
  onDelete,
}: {
  prowlarrs: readonly Prowlarr[]
  onEdit: (prowlarr: Prowlarr) => void
  onDelete: (prowlarr: Prowlarr) => void
}) {
  const { t } = useTranslation()
  return (
    <Rows label={t('indexers.prowlarr.title')}>
      {prowlarrs.map((prowlarr) => (
        <ProwlarrRow
          key={prowlarr.id}
          prowlarr={prowlarr}
          onEdit={() => onEdit(prowlarr)}
          onDelete={() => onDelete(prowlarr)}
        />
      ))}
    </Rows>
  )
}

function ProwlarrRow({
  prowlarr: { id, name, url, lastSyncAt },
  onEdit,
  onDelete,
}: {
  prowlarr: Prowlarr
  onEdit: () => void
  onDelete: () => void
}) {
  const { t, i18n } = useTranslation()
  const test = useTestProwlarr()
  const sync = useSyncProwlarr()
  const findings: Finding[] = []
  const failure = sync.error ?? test.error
  if (failure) findings.push({ kind: 'problem', text: sentenceOf(failure, t) })
  if (sync.data) findings.push({ kind: 'ok', text: t('indexers.prowlarr.synced', sync.data) })
  if (test.data) {
    const isFine = test.data.ok === 'true'
    const text = isFine ? t('indexers.prowlarr.answers', { version: test.data.version ?? '' }) : (test.data.error ?? '')
    findings.push({ kind: isFine ? 'ok' : 'problem', text })
  }
  return (
    <Row
      title={name}
      detail={url}
      standing={
        <span className="text-ink-faint">
          {lastSyncAt
            ? t('indexers.prowlarr.lastSync', { at: ago(lastSyncAt, i18n.language) })
            : t('indexers.prowlarr.neverSynced')}
        </span>
      }
      actions={
        <>
          <Button
            size="small"
            disabled={sync.isPending}
            onClick={() => {
              test.reset()
              sync.mutate(id)
            }}
          >
            <RefreshCw size={16} aria-hidden />
            {t('indexers.prowlarr.sync')}
          </Button>
          <Menu
            trigger={
              <IconButton label={t('indexers.actions', { name })}>
                <EllipsisVertical size={18} aria-hidden />
              </IconButton>
            }
          >
            <MenuItem
              onSelect={() => {
                sync.reset()
                test.mutate(id)
              }}
            >
              {t('indexers.test')}
            </MenuItem>
            <MenuItem onSelect={onEdit}>{t('indexers.edit')}</MenuItem>
            <MenuItem isDanger onSelect={onDelete}>
              {t('indexers.delete')}
            </MenuItem>
          </Menu>
        </>
      }
    >
      {findings.length > 0 ? <Findings findings={findings} /> : null}
    </Row>
  )
}
