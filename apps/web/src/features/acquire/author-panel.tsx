import type { TFunction } from 'i18next'
import { EllipsisVertical, Eye, EyeOff, Link2, RefreshCw, Search, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ago, listOf } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice, sentenceOf } from '#ui/error-notice.tsx'
import { Menu, MenuItem, MenuLine } from '#ui/menu.tsx'
import { Spinner } from '#ui/spinner.tsx'
import { showToast } from '#ui/toast-store.ts'
import {
  type Author,
  isBeingListed,
  useDeleteAuthor,
  useRefreshAuthor,
  useSearchAuthor,
  useUpdateAuthor,
} from './author-queries.ts'
import { AuthorRelink } from './author-relink.tsx'
import { AuthorSettings } from './author-settings.tsx'
import { leftOut } from './left-out.ts'
import { monitorModes } from './monitor-fields.tsx'
import { stateOfWork } from './work-groups.ts'

/** Whether an author is followed and how, in a sentence, and what can be done about it. */
export function AuthorPanel({ author, onDeleted }: { author: Author; onDeleted: () => void }) {
  const { t, i18n } = useTranslation()
  const [open, setOpen] = useState<'settings' | 'relink' | 'delete'>()
  const remove = useDeleteAuthor(author.id)
  const close = () => setOpen(undefined)
  return (
    <section
      aria-label={t('acquire.following')}
      className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 sm:p-5"
    >
      <div className="flex items-start gap-3">
        <Following author={author} />
        <AuthorMenu author={author} onOpen={setOpen} />
      </div>
      {isBeingListed(author) ? (
        <p role="status" className="flex items-center gap-3 text-[0.9375rem] text-ink-soft">
          <Spinner className="size-5" />
          {t('acquire.listing')}
        </p>
      ) : null}
      <LeftOut author={author} />
      {author.aliases && author.aliases.length > 0 ? (
        <p className="text-sm text-ink-faint">
          {t('acquire.alsoKnown', {
            names: listOf(
              author.aliases.map(({ name }) => name),
              i18n.language,
            ),
          })}
        </p>
      ) : null}
      <Dialog
        title={t('acquire.settingsTitle', { name: author.authorName })}
        isOpen={open === 'settings'}
        onClose={close}
      >
        <AuthorSettings author={author} onDone={close} />
      </Dialog>
      <Dialog title={t('acquire.relinkTitle', { name: author.authorName })} isOpen={open === 'relink'} onClose={close}>
        <AuthorRelink author={author} onDone={close} />
      </Dialog>
      <Confirm
        title={t('acquire.deleteAuthorTitle', { name: author.authorName })}
        action={t('acquire.deleteAuthor')}
        isOpen={open === 'delete'}
        isBusy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
      >
        {t('acquire.deleteAuthorExplained')}
        {remove.error ? <ErrorNotice error={remove.error} /> : null}
      </Confirm>
    </section>
  )
}

/** Whether somebody is followed, what of them is here, and the two things that one does most. */
function Following({ author }: { author: Author }) {
  const { t, i18n } = useTranslation()
  const update = useUpdateAuthor(author.id)
  const follow = () => {
    const monitored = !author.monitored
    // Without a mode nothing would come of following somebody.
    const mode = monitored && author.monitorMode === 'none' ? { monitorMode: 'all' as const } : {}
    update.mutate(
      { monitored, ...mode, applyMonitorModeToExisting: true },
      { onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }) },
    )
  }
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{author.monitored ? followedWords(t, author) : t('acquire.notFollowed')}</p>
        <p className="text-sm text-ink-faint">
          <Counts author={author} />
          {author.lastMetadataRefreshAt
            ? ` · ${t('acquire.refreshedAt', { at: ago(author.lastMetadataRefreshAt, i18n.language) })}`
            : null}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" kind={author.monitored ? 'plain' : 'primary'} disabled={update.isPending} onClick={follow}>
          {author.monitored ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
          {author.monitored ? t('acquire.unfollow') : t('acquire.follow')}
        </Button>
        <SearchButton author={author} />
      </div>
    </div>
  )
}

function followedWords(t: TFunction, { monitorMode, monitorLatestCount }: Author): string {
  const mode = monitorModes.find((one) => one === monitorMode) ?? 'all'
  return t(`acquire.followed.${mode}`, { count: monitorLatestCount })
}

function Counts({ author: { books = [] } }: { author: Author }) {
  const { t } = useTranslation()
  const states = books.map(stateOfWork)
  const count = (state: string) => states.filter((one) => one === state).length
  return t('acquire.counts', { count: books.length, have: count('have'), wanted: count('wanted') + count('coming') })
}

function SearchButton({ author }: { author: Author }) {
  const { t } = useTranslation()
  const search = useSearchAuthor(author.id)
  const wanted = (author.books ?? []).filter((book) => stateOfWork(book) === 'wanted').length
  if (wanted === 0) return null
  const start = () =>
    search.mutate(undefined, {
      onSuccess: () => showToast(t('acquire.searching', { count: wanted })),
      onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }),
    })
  return (
    <Button size="small" disabled={search.isPending} onClick={start}>
      <Search size={16} aria-hidden />
      {t('acquire.searchWanted')}
    </Button>
  )
}

function AuthorMenu({ author, onOpen }: { author: Author; onOpen: (what: 'settings' | 'relink' | 'delete') => void }) {
  const { t } = useTranslation()
  const refresh = useRefreshAuthor(author.id)
  const start = () =>
    refresh.mutate(undefined, {
      onSuccess: () => showToast(t('acquire.refreshing')),
      onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }),
    })
  return (
    <Menu
      trigger={
        <IconButton label={t('ui.more')}>
          <EllipsisVertical size={20} aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => onOpen('settings')}>
        <SlidersHorizontal size={17} aria-hidden />
        {t('acquire.settings')}
      </MenuItem>
      <MenuItem onSelect={start} isDisabled={refresh.isPending}>
        <RefreshCw size={17} aria-hidden />
        {t('acquire.refresh')}
      </MenuItem>
      <MenuItem onSelect={() => onOpen('relink')}>
        <Link2 size={17} aria-hidden />
        {t('acquire.relink')}
      </MenuItem>
      <MenuLine />
      <MenuItem isDanger onSelect={() => onOpen('delete')}>
        <Trash2 size={17} aria-hidden />
        {t('acquire.deleteAuthor')}
      </MenuItem>
    </Menu>
  )
}

/** Works that the last listing left out, with why: nobody should have to guess where a book has gone. */
function LeftOut({ author: { lastSync } }: { author: Author }) {
  const { t, i18n } = useTranslation()
  const reasons = leftOut(lastSync)
  if (reasons.length === 0) return null
  return (
    <details className="text-sm text-ink-soft">
      <summary className="w-fit cursor-pointer rounded-md py-1 font-medium hover:text-ink">
        {t('acquire.leftOut.title', { count: reasons.reduce((sum, { count }) => sum + count, 0) })}
      </summary>
      <ul className="mt-1 flex list-disc flex-col gap-1 ps-5">
        {reasons.map(({ reason, count, titles }) => (
          <li key={reason}>
            {t(`acquire.leftOut.${reason}`, { count })}
            {titles.length > 0 ? ` ${t('acquire.leftOut.such', { titles: listOf(titles, i18n.language) })}` : null}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-ink-faint">{t('acquire.leftOut.hint')}</p>
    </details>
  )
}
