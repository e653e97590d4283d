import { useTranslation } from 'react-i18next'
import { clockMoment } from '#i18n/measures.ts'
import { cx } from '#ui/cx.ts'
import type { LogEntry } from './log-queries.ts'

const looks: Record<string, string> = {
  ERROR: 'bg-danger-soft text-danger',
  WARN: 'bg-warning-soft text-warning',
  INFO: 'bg-accent-soft text-accent',
}

/** Lines of the log, as the server wrote them; what belongs to one opens below it. */
export function LogList({ entries }: { entries: readonly LogEntry[] }) {
  const { t } = useTranslation()
  return (
    <ol aria-label={t('log.title')} className="divide-y divide-line rounded-2xl border border-line bg-surface">
      {entries.map((entry) => (
        <LogRow key={entry.id} entry={entry} />
      ))}
    </ol>
  )
}

function LogRow({ entry: { ts, level, component, message, fields } }: { entry: LogEntry }) {
  const { t, i18n } = useTranslation()
  const facts = Object.entries(fields)
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
      <time dateTime={ts} className="text-ink-faint tabular-nums">
        {clockMoment(ts, i18n.language)}
      </time>
      <span className={cx('rounded px-1.5 text-xs leading-5 font-medium', looks[level] ?? 'bg-sunken text-ink-soft')}>
        {level}
      </span>
      {component ? <span className="text-ink-faint">{component}</span> : null}
      <p lang="en" className="min-w-0 basis-full break-words">
        {message}
      </p>
      {facts.length > 0 ? (
        <details className="basis-full">
          <summary className="w-fit cursor-pointer text-ink-faint hover:text-ink">{t('log.facts')}</summary>
          <dl lang="en" className="mt-1 grid gap-x-4 gap-y-0.5 sm:grid-cols-[max-content_1fr]">
            {facts.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-ink-faint">{name}</dt>
                <dd className="min-w-0 break-all">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </li>
  )
}
