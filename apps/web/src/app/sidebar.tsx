import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { facets } from '#api/facets.ts'
import { useAccount } from '#api/session.ts'
import { type BookSearch, readBookSearch } from '#features/books/book-search.ts'
import { SavedViewLinks } from '#features/books/saved-view-links.tsx'
import { useOpenSearch } from '#features/search/search-context.ts'
import { wholeNumber } from '#i18n/measures.ts'
import { cx } from '#ui/cx.ts'
import { Mark, Wordmark } from '#ui/wordmark.tsx'
import { frameLook } from './frame-look.ts'
import { type Place, placesOf } from './navigation.ts'

const item =
  'flex min-h-11 items-center gap-3 rounded-lg px-3 text-[0.9375rem] text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent md:max-lg:justify-center md:max-lg:px-0'
/** On narrow windows the sidebar shows its pictures alone; what they are called is still read out. */
const words = 'md:max-lg:sr-only'

/** The way through the app on wide windows. */
export function Sidebar() {
  const openSearch = useOpenSearch()
  const { t } = useTranslation()
  const { data } = useQuery(facets)
  const mine = placesOf(useAccount())
  return (
    <aside className={frameLook.sidebar}>
      <Link to="/" search={{}} className="self-start rounded-lg px-2 text-lg md:max-lg:self-center">
        <span className="md:max-lg:hidden">
          <Wordmark />
        </span>
        <span className="lg:hidden">
          <Mark />
          <span className="sr-only">Colophon</span>
        </span>
      </Link>
      <button
        type="button"
        onClick={openSearch}
        className="flex min-h-11 items-center gap-3 rounded-lg border border-line bg-surface px-3 text-[0.9375rem] text-ink-faint transition-colors hover:border-line-strong hover:text-ink md:max-lg:justify-center md:max-lg:px-0"
      >
        <Search size={17} aria-hidden />
        <span className={cx('flex-1 text-start', words)}>{t('search.open')}</span>
        <kbd aria-hidden="true" className="rounded border border-line px-1.5 font-sans text-xs md:max-lg:hidden">
          /
        </kbd>
      </button>
      <nav aria-label={t('frame.navigation')} className="flex flex-1 flex-col gap-1">
        {mine
          .filter((place) => !place.isBelow)
          .map((place) => (
            <Fragment key={place.to}>
              <PlaceLink place={place}>{place.to === '/books' && data ? <Count value={data.total} /> : null}</PlaceLink>
              {place.to === '/books' && data && data.libraries.length > 1
                ? data.libraries.map((library) => <LibraryLink key={library.id} library={library} />)
                : null}
            </Fragment>
          ))}
        <SavedViewLinks className={cx(item, 'md:max-lg:hidden')} />
        <span className="flex-1" />
        {mine
          .filter((place) => place.isBelow)
          .map((place) => (
            <PlaceLink key={place.to} place={place} />
          ))}
      </nav>
    </aside>
  )
}

function PlaceLink({ place: { to, name, Icon }, children }: { place: Place; children?: React.ReactNode }) {
  const { t } = useTranslation()
  const form = useForm()
  return (
    <Link
      to={to}
      search={to === '/books' ? form : {}}
      title={t(`frame.${name}`)}
      activeOptions={{ exact: to === '/', includeSearch: to === '/books' }}
      className={item}
    >
      <Icon size={18} aria-hidden className="shrink-0" />
      <span className={cx('flex-1', words)}>{t(`frame.${name}`)}</span>
      {children}
    </Link>
  )
}

/** Form and order of the list that is open: they say nothing about which books it shows, so they go along. */
function useForm(): Pick<BookSearch, 'view' | 'sort' | 'direction'> {
  const search = useSearch({ strict: false })
  const { view, sort, direction } = readBookSearch(search)
  return { ...(view && { view }), ...(sort && { sort }), ...(direction && { direction }) }
}

function LibraryLink({ library }: { library: { id: string; name: string; bookCount: number } }) {
  const form = useForm()
  return (
    <Link
      to="/books"
      search={{ library: library.id, ...form }}
      activeOptions={{ includeSearch: true }}
      className={cx(item, 'ps-10 md:max-lg:hidden')}
    >
      <span className="min-w-0 flex-1 truncate">{library.name}</span>
      <Count value={library.bookCount} />
    </Link>
  )
}

function Count({ value }: { value: number }) {
  const { i18n } = useTranslation()
  return <span className={cx('text-sm text-ink-faint tabular-nums', words)}>{wholeNumber(value, i18n.language)}</span>
}
