import type { System } from '@colophon/contract/web/admin.ts'
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { Panel } from '#ui/panel.tsx'

const looks = {
  ok: { Icon: CircleCheck, className: 'text-accent' },
  note: { Icon: Info, className: 'text-warning' },
  problem: { Icon: CircleAlert, className: 'text-danger' },
}

/** What was looked at, and what to do about what is wrong. */
export function ChecksPanel({ findings }: { findings: System['findings'] }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('system.checks')} lead={t('system.checksLead')}>
      <ul lang="en" className="flex flex-col gap-3">
        {findings.map(({ kind, about, advice }) => {
          const { Icon, className } = looks[kind]
          return (
            <li key={about} className="flex gap-3">
              <Icon
                size={20}
                role="img"
                aria-label={t(`system.kind.${kind}`)}
                className={cx('mt-0.5 shrink-0', className)}
              />
              <div className="min-w-0">
                <p className="break-words">{about}</p>
                {advice ? <p className="text-sm break-words text-ink-soft">{advice}</p> : null}
              </div>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
