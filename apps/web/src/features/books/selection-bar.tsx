import { BookCheck, Download, Languages, Library, ListOrdered, ListPlus, Tag, Trash2, UserRound, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pickList } from '#api/list-picker-store.ts'
import { IconButton } from '#ui/button.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import type { BookSearch } from './book-search.ts'
import { selectionOf, useBulkChange, useDownloadMany } from './bulk-queries.ts'
import type { BulkTask } from './bulk-task.ts'
import { countMarked } from './selection.ts'
import type { Choosing } from './shelf-rows.ts'

const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }))

const tasks = [
  ['tags', Tag],
  ['series', ListOrdered],
  ['authors', UserRound],
  ['language', Languages],
  ['library', Library],
] as const

const button =
  'inline-flex min-h-11 shrink-0 items-center gap-2 rounded-lg px-3 text-sm font-medium hover:bg-paper/15 max-lg:flex-col max-lg:gap-0.5 max-lg:px-2.5 max-lg:text-xs'

/** What can be done with the marked books. */
export function SelectionBar({ search, total, choosing }: { search: BookSearch; total: number; choosing: Choosing }) {
  const { t } = useTranslation()
  const [task, setTask] = useState<BulkTask>()
  const bulk = useBulkChange()
  const download = useDownloadMany()
  const count = countMarked(choosing.selection, total)
  if (!choosing.isChoosing) return null
  const selection = selectionOf(choosing.selection, search)
  const mark = (state: 'unread' | 'finished') =>
    bulk.mutate({ selection, change: { kind: 'state', state } }, { onSuccess: choosing.clear })
  return (
    <>
      <section
        aria-label={t('choose.label')}
        data-foot="choosing"
        className="fixed inset-x-2 bottom-[calc(4rem+var(--player-height)+env(safe-area-inset-bottom))] z-30 mx-auto flex w-fit max-w-[calc(100vw-1rem)] animate-[appear_160ms_both] flex-wrap items-center gap-1 rounded-2xl bg-ink p-1.5 text-paper shadow-raised md:start-22 md:bottom-[calc(1.25rem+var(--player-height))] lg:start-60"
      >
        <IconButton
          label={t('choose.clear')}
          className="text-paper hover:bg-paper/15 hover:text-paper"
          onClick={choosing.clear}
        >
          <X size={19} aria-hidden />
        </IconButton>
        <p role="status" className="shrink-0 pe-2 text-sm font-semibold whitespace-nowrap tabular-nums">
          {t('choose.count', { count })}
        </p>
        {!choosing.selection.isAll && total > count ? (
          <button type="button" className={`${button} underline underline-offset-4`} onClick={choosing.markAll}>
            {t('choose.all', { count: total })}
          </button>
        ) : null}
        <div className="flex max-w-full items-center overflow-x-auto [scrollbar-width:none]">
          <button
            type="button"
            className={button}
            onClick={() => pickList({ selection, count, onDone: choosing.clear })}
          >
            <ListPlus size={17} aria-hidden />
            {t('lists.short')}
          </button>
          <button
            type="button"
            className={button}
            disabled={download.isPending}
            onClick={() => download.mutate(selection)}
          >
            <Download size={17} aria-hidden />
            {t('choose.download')}
          </button>
          {tasks.map(([name, Icon]) => (
            <button key={name} type="button" className={button} onClick={() => setTask(name)}>
              <Icon size={17} aria-hidden />
              {t(`choose.${name}`)}
            </button>
          ))}
          <Menu
            trigger={
              <button type="button" className={button}>
                <BookCheck size={17} aria-hidden />
                {t('choose.state')}
              </button>
            }
          >
            <MenuItem onSelect={() => mark('finished')}>{t('choose.asRead')}</MenuItem>
            <MenuItem onSelect={() => mark('unread')}>{t('choose.asUnread')}</MenuItem>
          </Menu>
          <button type="button" className={button} onClick={() => setTask('delete')}>
            <Trash2 size={17} aria-hidden />
            {t('choose.delete')}
          </button>
        </div>
      </section>
      {task ? (
        <Suspense>
          <BulkDialog
            task={task}
            count={count}
            error={bulk.error}
            isBusy={bulk.isPending}
            onChange={(change) =>
              bulk.mutate(
                { selection, change },
                {
                  onSuccess: () => {
                    setTask(undefined)
                    choosing.clear()
                  },
                },
              )
            }
            onClose={() => {
              bulk.reset()
              setTask(undefined)
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}
