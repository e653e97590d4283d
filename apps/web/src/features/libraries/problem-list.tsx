import type { ScanProblem } from '@colophon/contract/web/libraries.ts'
import { useTranslation } from 'react-i18next'
import { ago } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { useIgnoreProblem, useRetryProblem } from './library-queries.ts'

/** Files that could not be taken in: which, why, since when, and what can be done. */
export function ProblemList({ problems, canManage }: { problems: ScanProblem[]; canManage: boolean }) {
  const { t, i18n } = useTranslation()
  const retry = useRetryProblem()
  const ignore = useIgnoreProblem()
  return (
    <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
      {problems.map((problem) => (
        <li key={problem.id} className="flex flex-wrap items-start gap-x-6 gap-y-3 p-4 sm:p-5">
          <div className="min-w-0 flex-1 basis-64">
            <p className="font-medium break-all">{problem.shownPath}</p>
            <p className="mt-0.5 text-[0.9375rem] text-ink-soft">{problem.message}</p>
            <p className="mt-1 text-sm text-ink-faint">
              {t('problem.seen', { at: ago(problem.lastSeenAt, i18n.language) })}
            </p>
          </div>
          {canManage ? (
            <div className="flex flex-wrap gap-2">
              <Button size="small" kind="ghost" onClick={() => void navigator.clipboard?.writeText(problem.path)}>
                {t('admin.copyPath')}
              </Button>
              <Button
                size="small"
                disabled={retry.isPending && retry.variables === problem.id}
                onClick={() => retry.mutate(problem.id)}
              >
                {t('problem.retry')}
              </Button>
              <Button
                size="small"
                kind="ghost"
                onClick={() => ignore.mutate({ problemId: problem.id, isIgnored: !problem.isIgnored })}
              >
                {problem.isIgnored ? t('problem.unignore') : t('problem.ignore')}
              </Button>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
