import type { System } from '@colophon/contract/web/admin.ts'
import { useTranslation } from 'react-i18next'
import { ago, fileSize } from '#i18n/measures.ts'
import { Panel } from '#ui/panel.tsx'

/** The server in a few lines. */
export function ServerPanel({ system }: { system: System }) {
  const { t, i18n } = useTranslation()
  const size = (bytes: number) => fileSize(bytes, i18n.language)
  const { database, memory, jobs } = system
  const rows = [
    [t('system.version'), system.version],
    [t('system.running'), ago(system.startedAt, i18n.language)],
    [t('system.node'), `${system.node}, ${system.platform}`],
    [t('system.database'), `${t(`system.databaseKind.${database.kind}`)}, ${size(database.sizeBytes)}`],
    [
      t('system.memory'),
      t('system.ofMachine', {
        used: size(memory.usedBytes),
        free: size(memory.machineFreeBytes),
        all: size(memory.machineBytes),
      }),
    ],
    [
      t('system.queue'),
      `${t(system.hasRedis ? 'system.withRedis' : 'system.withoutRedis')} – ${t('system.jobs', jobs)}`,
    ],
  ]
  return (
    <Panel title={t('system.about')}>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[10rem_1fr]">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="min-w-0 break-words tabular-nums max-sm:mb-2">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
