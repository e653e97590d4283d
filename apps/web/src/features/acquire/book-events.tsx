import { useTranslation } from 'react-i18next'
import { eventDetails, eventWords, isBadNews } from '#i18n/event-words.ts'
import { moment } from '#i18n/measures.ts'
import type { AcquiredBook } from './book-queries.ts'

/** What happened to a book on its way here, newest first. */
export function BookEvents({ events }: { events: AcquiredBook['history'] }) {
  const { t, i18n } = useTranslation()
  if (events.length === 0) return null
  return (
    <section aria-labelledby="book-events" className="flex flex-col gap-3">
      <h2 id="book-events" className="font-serif text-lg font-semibold">
        {t('acquire.events')}
      </h2>
      <ol className="flex flex-col gap-3 border-s border-line ps-4">
        {events.map((event) => (
          <li key={event.id} className="text-[0.9375rem]">
            <p>
              <span className={isBadNews(event.eventType) ? 'font-medium text-danger' : 'font-medium'}>
                {eventWords(t, event.eventType)}
              </span>{' '}
              <time dateTime={event.createdAt} className="text-sm text-ink-faint">
                {moment(event.createdAt, i18n.language)}
              </time>
            </p>
            <p className="text-sm wrap-anywhere text-ink-soft">
              {[event.sourceTitle, eventDetails(event.data)].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
