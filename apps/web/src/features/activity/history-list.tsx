import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ban, CircleCheck, CircleX, Download, EllipsisVertical, History, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type EventType, eventTypes } from '#i18n/event-types.ts'
import { eventDetails, eventWords, isBadNews } from '#i18n/event-words.ts'
import { moment } from '#i18n/measures.ts'
import { IconButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { asSentence, ErrorNotice, sentenceOf } from '#ui/error-notice.tsx'
import { SelectField } from '#ui/field.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Pager } from '#ui/pager.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { showToast } from '#ui/toast-store.ts'
import { EVENTS_PER_PAGE, type HistoryEvent, history, useBlock, useForgetEvent } from './activity-queries.ts'

/** What happened to wanted books, newest first. */
export function HistoryList({
  type,
  page,
  onShow,
}: {
  type: EventType | undefined
  page: number
  onShow: (type: EventType | undefined, page: number) => void
}) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(history(type, page))
  return (
    <>
      <SelectField
        label={t('activity.show')}
        className="mb-4 max-w-xs"
        value={type ?? ''}
        onChange={({ target }) =>
          onShow(
            eventTypes.find((one) => one === target.value),
            0,
          )
        }
      >
        <option value="">{t('activity.everything')}</option>
        {eventTypes.map((one) => (
          <option key={one} value={one}>
            {eventWords(t, one)}
          </option>
        ))}
      </SelectField>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? null : error ? null : <Waiting />}
      {data?.items.length === 0 ? (
        <EmptyState title={t('activity.none')}>{t('activity.noneExplained')}</EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {data?.items.map((event) => (
          <Row key={event.id} event={event} />
        ))}
      </ul>
      <Pager page={page} perPage={EVENTS_PER_PAGE} total={data?.total ?? 0} onChange={(next) => onShow(type, next)} />
    </>
  )
}

const iconOf = (type: string) =>
  isBadNews(type) ? CircleX : type === 'bookImported' ? CircleCheck : type === 'grabbed' ? Download : History

function Row({ event }: { event: HistoryEvent }) {
  const { t, i18n } = useTranslation()
  const Icon = iconOf(event.eventType)
  const details = eventDetails(event.data)
  return (
    <li className="flex items-start gap-4 py-3">
      <Icon
        size={20}
        aria-hidden
        className={isBadNews(event.eventType) ? 'mt-0.5 shrink-0 text-danger' : 'mt-0.5 shrink-0 text-ink-faint'}
      />
      <div className="min-w-0 flex-1">
        <p className="text-[0.9375rem]">
          <span className="font-medium">{eventWords(t, event.eventType)}</span>{' '}
          <time dateTime={event.createdAt} className="text-sm text-ink-faint">
            {moment(event.createdAt, i18n.language)}
          </time>
        </p>
        <p className="text-[0.9375rem] wrap-anywhere text-ink-soft">
          {event.bookId === null ? (
            event.sourceTitle
          ) : (
            <Link
              to="/get/books/$bookNumber"
              params={{ bookNumber: String(event.bookId) }}
              className="hover:text-accent"
            >
              {event.sourceTitle || t('activity.theBook')}
            </Link>
          )}
        </p>
        {details ? <p className="text-sm wrap-anywhere text-ink-faint">{asSentence(details)}</p> : null}
      </div>
      <EventMenu event={event} />
    </li>
  )
}

const ofReleases = new Set(['grabbed', 'downloadFailed', 'importFailed', 'downloadStalled'])

function EventMenu({ event }: { event: HistoryEvent }) {
  const { t } = useTranslation()
  const forget = useForgetEvent()
  const block = useBlock()
  const onError = (error: Error) => showToast(sentenceOf(error, t), { isLasting: true })
  return (
    <Menu
      trigger={
        <IconButton label={t('activity.menu', { title: event.sourceTitle })}>
          <EllipsisVertical size={20} aria-hidden />
        </IconButton>
      }
    >
      {ofReleases.has(event.eventType) ? (
        <MenuItem
          onSelect={() => block.mutate(event.id, { onSuccess: () => showToast(t('activity.blocked')), onError })}
        >
          <Ban size={17} aria-hidden />
          {t('activity.block')}
        </MenuItem>
      ) : null}
      <MenuItem isDanger onSelect={() => forget.mutate(event.id, { onError })}>
        <Trash2 size={17} aria-hidden />
        {t('activity.forget')}
      </MenuItem>
    </Menu>
  )
}
