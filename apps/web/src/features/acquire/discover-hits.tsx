import type { AuthorMark, BookMark } from '@colophon/contract/web/marks.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAcquire, pictureAddress } from '#api/acquisition.ts'
import { useAccount } from '#api/session.ts'
import { languageName } from '#i18n/language-name.ts'
import { wholeNumber } from '#i18n/measures.ts'
import { Badge, type BadgeKind } from '#ui/badge.tsx'
import { authorMarks, bookMarks, type FoundAuthor, type FoundBook } from './discover-queries.ts'
import { Portrait } from './portrait.tsx'
import { ShelfItem } from './shelf-item.tsx'

const list = 'divide-y divide-line'

export function BookHits({
  hits,
  renderAction,
}: {
  hits: readonly FoundBook[]
  renderAction: (book: FoundBook) => ReactNode
}) {
  const { t, i18n } = useTranslation()
  const { data: marks } = useQuery(bookMarks(hits))
  return (
    <ul aria-label={t('acquire.foundBooks')} className={list}>
      {hits.map((hit) => {
        const mark = marks?.get(hit.foreignBookId)
        return (
          <ShelfItem
            key={hit.foreignBookId}
            title={hit.title}
            author={hit.author?.authorName ?? ''}
            cover={pictureAddress(hit.imageUrl)}
            heading={<BookHeading title={hit.title} mark={mark} />}
            facts={[
              hit.releaseDate?.slice(0, 4),
              hit.language && languageName(hit.language, i18n.language),
              sourceName(hit.metadataProvider),
            ]}
            mark={mark ? <BookMarkBadge state={mark.state} /> : null}
          >
            {mark && mark.state !== 'known' ? null : renderAction(hit)}
          </ShelfItem>
        )
      })}
    </ul>
  )
}

/** A book that is here leads to its page; readers have no page of what is only wanted. */
function BookHeading({ title, mark }: { title: string; mark: BookMark | undefined }) {
  const isAllowed = mayAcquire(useAccount())
  if (mark?.id)
    return (
      <Link to="/books/$bookId" params={{ bookId: mark.id }} className="hover:text-accent">
        {title}
      </Link>
    )
  if (mark && isAllowed)
    return (
      <Link to="/get/books/$bookNumber" params={{ bookNumber: String(mark.number) }} className="hover:text-accent">
        {title}
      </Link>
    )
  return title
}

const kinds: Record<BookMark['state'], BadgeKind> = { have: 'good', coming: 'care', wanted: 'care', known: 'quiet' }

function BookMarkBadge({ state }: { state: BookMark['state'] }) {
  const { t } = useTranslation()
  return (
    <Badge kind={kinds[state]}>
      {state === 'have' ? <Check size={14} strokeWidth={2.5} aria-hidden /> : null}
      {t(`acquire.mark.${state}`)}
    </Badge>
  )
}

export function AuthorHits({
  hits,
  renderAction,
}: {
  hits: readonly FoundAuthor[]
  renderAction: (author: FoundAuthor) => ReactNode
}) {
  const { t, i18n } = useTranslation()
  const { data: marks } = useQuery(authorMarks(hits))
  return (
    <ul aria-label={t('acquire.foundAuthors')} className={list}>
      {hits.map((hit) => {
        const mark = marks?.get(hit.foreignAuthorId)
        const facts = [
          hit.disambiguation,
          hit.ratingsCount > 0
            ? t('acquire.ratings', { count: hit.ratingsCount, number: wholeNumber(hit.ratingsCount, i18n.language) })
            : null,
          sourceName(hit.metadataProvider),
        ]
        return (
          <li key={hit.foreignAuthorId} className="flex items-center gap-4 py-4">
            <Portrait name={hit.authorName} src={pictureAddress(hit.imageUrl)} />
            <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 gap-y-3">
              <div className="min-w-0 flex-1 basis-52">
                <p className="font-serif text-[1.0625rem] font-semibold wrap-anywhere">
                  {mark ? <AuthorLink name={hit.authorName} mark={mark} /> : hit.authorName}
                </p>
                <p className="text-sm text-ink-faint">{facts.filter(Boolean).join(' · ')}</p>
                {mark ? (
                  <p className="mt-1">
                    <Badge kind={mark.isMonitored ? 'good' : 'quiet'}>
                      {mark.isMonitored ? t('acquire.mark.followed') : t('acquire.mark.here')}
                    </Badge>
                  </p>
                ) : null}
              </div>
              {mark ? null : renderAction(hit)}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function AuthorLink({ name, mark }: { name: string; mark: AuthorMark }) {
  return (
    <Link to="/get/authors/$authorNumber" params={{ authorNumber: String(mark.number) }} className="hover:text-accent">
      {name}
    </Link>
  )
}

const sources: Record<string, string> = {
  openlibrary: 'Open Library',
  hardcover: 'Hardcover',
  googlebooks: 'Google Books',
  dnb: 'DNB',
  audible: 'Audible',
}

/** What a source is called that its own name stands for everywhere. */
const sourceName = (provider: string) => sources[provider] ?? provider
