import { Ban, BookmarkMinus, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { showToast } from '#ui/toast-store.ts'
import type { Marked } from './use-marked.ts'
import { useChangeWanted, type WantedAction } from './wanted-queries.ts'

const actions = [
  { action: 'search', Icon: Search },
  { action: 'unmonitor', Icon: BookmarkMinus },
  { action: 'blocklist', Icon: Ban },
] as const

/** Marks all of a page, and does one thing with what is marked. */
export function WantedActions({ marked, total }: { marked: Marked; total: number }) {
  const { t } = useTranslation()
  const change = useChangeWanted()
  const count = marked.ids.length
  const act = (action: WantedAction) =>
    change.mutate(
      { ids: marked.ids, action },
      {
        onSuccess: (failed) => {
          showToast(
            failed.length > 0 ? t('wanted.failed', { count: failed.length }) : t(`wanted.done.${action}`, { count }),
          )
          marked.none()
        },
        onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }),
      },
    )
  return (
    <div className="sticky top-0 z-10 flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-paper py-1.5">
      <label className="flex min-h-11 items-center gap-3 text-sm">
        <span className="grid size-11 place-items-center">
          <input
            type="checkbox"
            className="size-4.5 accent-accent"
            checked={count === total}
            ref={(box) => {
              if (box) box.indeterminate = count > 0 && count < total
            }}
            onChange={() => (count === total ? marked.none() : marked.all())}
          />
        </span>
        {count > 0 ? t('wanted.marked', { count }) : t('wanted.markAll')}
      </label>
      {count > 0 ? (
        <div className="flex flex-wrap gap-1">
          {actions.map(({ action, Icon }) => (
            <Button key={action} size="small" kind="ghost" disabled={change.isPending} onClick={() => act(action)}>
              <Icon size={16} aria-hidden />
              {t(`wanted.action.${action}`)}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
