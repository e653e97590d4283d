import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BookmarkMinus, BookmarkPlus } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { pictureAddress } from '#api/acquisition.ts'
import { isUnderway, queue } from '#api/queue.ts'
import { releaseDay, wholeNumber } from '#i18n/measures.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { showToast } from '#ui/toast-store.ts'
import type { AuthorBook } from './author-queries.ts'
import { useWant } from './book-queries.ts'
import { ShelfItem } from './shelf-item.tsx'
import { groupWorks, type WorkState, workStates } from './work-groups.ts'

/** The works of an author: what comes, what is wanted, what one has, and the rest. */
export function AuthorWorks({
  works,
  name,
  isOwnedLeftOut = false,
}: {
  works: readonly AuthorBook[]
  name: string
  /** Where the books that are here stand on the page already. */
  isOwnedLeftOut?: boolean
}) {
  const { data } = useQuery(queue)
  const coming = new Set((data?.items ?? []).flatMap((item) => (isUnderway(item) && item.bookId ? [item.bookId] : [])))
  const groups = groupWorks(works, coming)
  return (
    <div className="flex flex-col gap-8">
      {workStates
        .filter((state) => (groups.get(state)?.length ?? 0) > 0 && !(isOwnedLeftOut && state === 'have'))
        .map((state) => (
          <Group key={state} state={state} works={groups.get(state) ?? []} name={name} />
        ))}
    </div>
  )
}

function Group({ state, works, name }: { state: WorkState; works: readonly AuthorBook[]; name: string }) {
  const { t, i18n } = useTranslation()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="flex items-baseline gap-3 border-b border-line pb-2 font-serif text-lg font-semibold">
        {t(`acquire.state.${state}`)}
        <span className="font-sans text-sm font-normal text-ink-faint tabular-nums">
          {wholeNumber(works.length, i18n.language)}
        </span>
      </h2>
      <ul aria-labelledby={id} className="grid gap-x-12 divide-y divide-line xl:grid-cols-2 xl:divide-y-0">
        {works.map((work) => (
          <Work key={work.id} work={work} state={state} author={name} />
        ))}
      </ul>
    </section>
  )
}

function Work({ work, state, author }: { work: AuthorBook; state: WorkState; author: string }) {
  const { t, i18n } = useTranslation()
  const want = useWant()
  const isWanted = state === 'wanted' || state === 'coming'
  const isAhead = work.releaseDate !== null && new Date(work.releaseDate).getTime() > Date.now()
  const change = () => {
    want.mutate(
      { bookNumber: work.id, isWanted: !isWanted },
      { onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }) },
    )
  }
  return (
    <ShelfItem
      title={work.title}
      author=""
      cover={pictureAddress(work.imageUrl)}
      heading={
        <Link to="/get/books/$bookNumber" params={{ bookNumber: String(work.id) }} className="hover:text-accent">
          {work.title}
          <span className="sr-only">, {author}</span>
        </Link>
      }
      facts={[
        work.releaseDate ? releaseDay(work.releaseDate, i18n.language) : t('acquire.undated'),
        t(`acquire.slot.${work.mediaType as 'ebook'}`, { defaultValue: '' }),
      ]}
      mark={isAhead ? <Badge>{t('acquire.ahead')}</Badge> : null}
    >
      {state === 'have' ? null : (
        <Button
          size="small"
          kind={isWanted ? 'ghost' : 'plain'}
          disabled={want.isPending}
          onClick={change}
          aria-label={t(isWanted ? 'acquire.unwantNamed' : 'acquire.wantNamed', { title: work.title })}
        >
          {isWanted ? <BookmarkMinus size={16} aria-hidden /> : <BookmarkPlus size={16} aria-hidden />}
          {isWanted ? t('acquire.unwant') : t('acquire.want')}
        </Button>
      )}
    </ShelfItem>
  )
}
