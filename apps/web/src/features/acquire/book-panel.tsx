import { useQuery } from '@tanstack/react-query'
import { Ban, BookmarkMinus, BookmarkPlus, EllipsisVertical, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queue } from '#api/queue.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { Menu, MenuChoice, MenuChoices, MenuHeading, MenuItem, MenuLine } from '#ui/menu.tsx'
import { showToast } from '#ui/toast-store.ts'
import {
  type AcquiredBook,
  pendingReleases,
  searchReports,
  useSearchNow,
  useSetMediaType,
  useSkip,
  useWant,
} from './book-queries.ts'
import { BookStanding } from './book-standing.tsx'
import { ReleaseSearch } from './release-search.tsx'
import { mediaTypes, readMediaType } from './slot-choice.tsx'
import { standingsOf } from './standing.ts'
import { UpgradeLine } from './upgrade-line.tsx'
import { WhyNothing } from './why-nothing.tsx'

/** How far a book is on its way here, and what can be done to bring it further. */
export function BookPanel({ book }: { book: AcquiredBook }) {
  const { t } = useTranslation()
  const { data: downloads } = useQuery(queue)
  const { data: waiting } = useQuery(pendingReleases)
  const { data: reports } = useQuery(searchReports(book.id))
  const [isSearching, setSearching] = useState(false)
  const standings = standingsOf(book, {
    downloads: downloads?.items ?? [],
    waiting: waiting ?? [],
    reports: reports?.searches ?? [],
    now: Date.now(),
  })
  const isWanted = book.monitored && book.status !== 'skipped'
  const upgrades = reports?.upgrades ?? []
  // Somebody may ask for it even where it is not done by itself.
  const isOutdoable = upgrades.some(({ standing }) => standing === 'sought' || standing === 'off')
  const isMissing = standings.some(({ stage }) => ['wanted', 'ahead', 'waiting'].includes(stage))
  return (
    <section
      aria-labelledby="acquiring"
      className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-4 sm:p-5"
    >
      <div className="flex items-center justify-between gap-4">
        <h2 id="acquiring" className="font-serif text-lg font-semibold">
          {t('acquire.standing.title')}
        </h2>
        <BookMenu book={book} />
      </div>
      {standings.map((standing) => (
        <BookStanding key={standing.slot} book={book} standing={standing} isNamed={standings.length > 1} />
      ))}
      {upgrades.map((upgrade) => (
        <UpgradeLine key={upgrade.slot} upgrade={upgrade} isNamed={standings.length > 1} />
      ))}
      <div className="flex flex-wrap gap-2">
        {isWanted ? null : <WantButton book={book} isWanted={false} isPrimary={isMissingFile(book)} />}
        {isWanted && isMissing ? <SearchNow book={book} label={t('acquire.searchAndTake')} /> : null}
        {isOutdoable && !isMissing ? <SearchNow book={book} label={t('acquire.searchBetter')} /> : null}
        <Button size="small" aria-expanded={isSearching} onClick={() => setSearching(!isSearching)}>
          {isSearching ? t('release.hide') : t('release.choose')}
        </Button>
        {isWanted ? <WantButton book={book} isWanted isPrimary={false} /> : null}
      </div>
      {isSearching ? <ReleaseSearch book={book} /> : null}
      <WhyNothing reports={reports?.searches ?? []} book={book} />
    </section>
  )
}

const isMissingFile = ({ ebookFilePath, audiobookFilePath }: AcquiredBook) =>
  ebookFilePath === '' && audiobookFilePath === ''

function WantButton({ book, isWanted, isPrimary }: { book: AcquiredBook; isWanted: boolean; isPrimary: boolean }) {
  const { t } = useTranslation()
  const want = useWant()
  return (
    <Button
      size="small"
      kind={isPrimary ? 'primary' : isWanted ? 'ghost' : 'plain'}
      disabled={want.isPending}
      onClick={() =>
        want.mutate(
          { bookNumber: book.id, isWanted: !isWanted },
          { onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }) },
        )
      }
    >
      {isWanted ? <BookmarkMinus size={16} aria-hidden /> : <BookmarkPlus size={16} aria-hidden />}
      {isWanted ? t('acquire.unwant') : t('acquire.want')}
    </Button>
  )
}

function SearchNow({ book, label }: { book: AcquiredBook; label: string }) {
  const { t } = useTranslation()
  const search = useSearchNow(book.id)
  const start = () =>
    search.mutate(undefined, {
      onSuccess: () => showToast(t('acquire.searching', { count: 1 })),
      onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }),
    })
  return (
    <Button size="small" kind="primary" disabled={search.isPending} onClick={start}>
      <Search size={16} aria-hidden />
      {label}
    </Button>
  )
}

function BookMenu({ book }: { book: AcquiredBook }) {
  const { t } = useTranslation()
  const setType = useSetMediaType(book.id)
  const skip = useSkip(book.id)
  const onError = (error: Error) => showToast(sentenceOf(error, t), { isLasting: true })
  return (
    <Menu
      trigger={
        <IconButton label={t('acquire.bookMenu')}>
          <EllipsisVertical size={20} aria-hidden />
        </IconButton>
      }
    >
      <MenuHeading>{t('acquire.slot.label')}</MenuHeading>
      <MenuChoices
        value={readMediaType(book.mediaType)}
        onChange={(type) => setType.mutate(readMediaType(type), { onError })}
      >
        {mediaTypes.map((type) => (
          <MenuChoice key={type} value={type}>
            {t(`acquire.slot.${type}`)}
          </MenuChoice>
        ))}
      </MenuChoices>
      <MenuLine />
      <MenuItem
        isDisabled={book.status === 'skipped'}
        onSelect={() =>
          skip.mutate(undefined, { onSuccess: () => showToast(t('wanted.skipped', { count: 1 })), onError })
        }
      >
        <Ban size={17} aria-hidden />
        {t('wanted.skip')}
      </MenuItem>
    </Menu>
  )
}
