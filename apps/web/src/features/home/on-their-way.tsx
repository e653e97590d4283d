import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAcquire, pictureAddress } from '#api/acquisition.ts'
import { isUnderway, needsSomebody } from '#api/queue.ts'
import { useAccount } from '#api/session.ts'
import { Badge } from '#ui/badge.tsx'
import { ComingBook } from './coming-book.tsx'
import { ownRequests, queueAtRest, SHOWN, someWanted } from './coming-queries.ts'

/** Books that are not here yet: what is downloaded and wanted, or for readers what they have asked for. */
export function OnTheirWay() {
  return mayAcquire(useAccount()) ? <Acquired /> : <AskedFor />
}

function Acquired() {
  const { t } = useTranslation()
  const downloads = useQuery(queueAtRest)
  const wanted = useQuery(someWanted)
  // Both at once: what is shown first would else be pushed aside by what comes later.
  if (downloads.isPending || wanted.isPending) return null
  const loading = (downloads.data?.items ?? []).filter((item) => isUnderway(item) || needsSomebody(item))
  const loaded = new Set(loading.map(({ bookId }) => bookId))
  const missing = (wanted.data?.items ?? []).filter(({ id }) => !loaded.has(id))
  if (loading.length + missing.length === 0) return null
  const links = (
    <>
      {loading.length > 0 ? (
        <Link to="/get/queue" className={link}>
          {t('queue.title')}
        </Link>
      ) : null}
      {missing.length > 0 ? (
        <Link to="/get/wanted" search={{}} className={link}>
          {t('wanted.title')}
        </Link>
      ) : null}
    </>
  )
  return (
    <Section links={links}>
      {loading.slice(0, SHOWN).map((item) => (
        <ComingBook
          key={`download ${item.id}`}
          title={item.book?.title ?? item.title}
          author={item.book?.authorName ?? ''}
          cover={null}
          to={item.book ? { to: '/get/books/$bookNumber', params: number(item.book.id) } : { to: '/get/queue' }}
          state={
            <Badge kind={isUnderway(item) ? 'good' : 'bad'}>{t(`queue.status.${item.status as 'grabbed'}`)}</Badge>
          }
        />
      ))}
      {missing.slice(0, SHOWN).map((book) => (
        <ComingBook
          key={`wanted ${book.id}`}
          title={book.title}
          author={book.author?.authorName ?? ''}
          cover={pictureAddress(book.imageUrl)}
          to={{ to: '/get/books/$bookNumber', params: number(book.id) }}
          state={
            <Badge>
              {book.releaseDate && Date.parse(book.releaseDate) > Date.now() ? t('acquire.ahead') : t('wanted.title')}
            </Badge>
          }
        />
      ))}
    </Section>
  )
}

function AskedFor() {
  const { t } = useTranslation()
  const { data } = useQuery(ownRequests)
  const waiting = (data?.items ?? []).filter(
    ({ state, isAvailable }) => !isAvailable && (state === 'open' || state === 'approved'),
  )
  if (waiting.length === 0) return null
  return (
    <Section
      links={
        <Link to="/get/requests" search={{}} className={link}>
          {t('request.title')}
        </Link>
      }
    >
      {waiting.slice(0, 2 * SHOWN).map((request) => (
        <ComingBook
          key={request.id}
          title={request.title}
          author={request.authorName}
          cover={pictureAddress(request.imageUrl)}
          to={{ to: '/get/requests', search: {} }}
          state={
            <Badge kind={request.state === 'open' ? 'care' : 'good'}>{t(`request.states.${request.state}`)}</Badge>
          }
        />
      ))}
    </Section>
  )
}

const link = 'shrink-0 text-sm font-medium text-accent hover:underline'

const number = (id: number) => ({ bookNumber: String(id) })

function Section({ links, children }: { links: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('home.onTheirWay')} className="flex flex-col gap-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-serif text-xl font-semibold">{t('home.onTheirWay')}</h2>
        <span className="flex gap-4">{links}</span>
      </div>
      <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2 xl:grid-cols-4">{children}</ul>
    </section>
  )
}
