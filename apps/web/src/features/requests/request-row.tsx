import type { BookRequest } from '@colophon/contract/web/requests.ts'
import { Link } from '@tanstack/react-router'
import { Check, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pictureAddress } from '#api/acquisition.ts'
import { useAccount } from '#api/session.ts'
import { ago } from '#i18n/measures.ts'
import { Badge, type BadgeKind } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice, sentenceOf } from '#ui/error-notice.tsx'
import { AreaField } from '#ui/field.tsx'
import { showToast } from '#ui/toast-store.ts'
import { useApprove, useDecline, useWithdraw } from './request-queries.ts'

const kinds: Record<BookRequest['state'], BadgeKind> = {
  open: 'care',
  approved: 'good',
  declined: 'bad',
  withdrawn: 'quiet',
}

/** A book that somebody asked for, what became of it, and what can be done. */
export function RequestRow({ request, mayDecide }: { request: BookRequest; mayDecide: boolean }) {
  const { t, i18n } = useTranslation()
  const asked = t('request.by', { name: request.askedBy.name, at: ago(request.createdAt, i18n.language) })
  return (
    <li className="flex gap-4 py-4">
      <Cover
        title={request.title}
        author={request.authorName}
        src={pictureAddress(request.imageUrl)}
        color={null}
        className="w-14 shrink-0 self-start shadow-none"
      />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-56 flex-col gap-0.5">
          <p className="font-serif text-[1.0625rem] leading-snug font-semibold wrap-anywhere">
            {request.bookId ? (
              <Link to="/books/$bookId" params={{ bookId: request.bookId }} className="hover:text-accent">
                {request.title}
              </Link>
            ) : (
              request.title
            )}
          </p>
          <p className="text-[0.9375rem] text-ink-soft">{request.authorName}</p>
          <p className="text-sm text-ink-faint">
            {t(`acquire.slot.${request.mediaType}`)} · {asked}
          </p>
          {request.note ? (
            <p className="text-[0.9375rem] wrap-anywhere">
              <q>{request.note}</q>
            </p>
          ) : null}
          {request.decisionNote ? (
            <p className="text-[0.9375rem] wrap-anywhere text-ink-soft">
              {t('request.answer', { name: request.decidedBy ?? '', note: request.decisionNote })}
            </p>
          ) : null}
          <p className="mt-1">
            <Badge kind={request.isAvailable ? 'good' : kinds[request.state]}>
              {request.isAvailable ? t('request.available') : t(`request.states.${request.state}`)}
            </Badge>
          </p>
        </div>
        {request.state === 'open' ? <Decide request={request} mayDecide={mayDecide} /> : null}
      </div>
    </li>
  )
}

function Decide({ request, mayDecide }: { request: BookRequest; mayDecide: boolean }) {
  const { t } = useTranslation()
  const { id } = useAccount()
  const [isDeclining, setDeclining] = useState(false)
  const approve = useApprove()
  const withdraw = useWithdraw()
  const onError = (error: Error) => showToast(sentenceOf(error, t), { isLasting: true })
  return (
    <div className="flex flex-wrap gap-2">
      {mayDecide ? (
        <>
          <Button
            size="small"
            kind="primary"
            disabled={approve.isPending}
            aria-label={t('request.approveNamed', { title: request.title })}
            onClick={() =>
              // The button is gone by the time at which the answer of a plain mutation would be heard.
              void approve
                .mutateAsync(request.id)
                .then(() => showToast(t('request.approved', { title: request.title })), onError)
            }
          >
            <Check size={16} aria-hidden />
            {t('request.approve')}
          </Button>
          <Button
            size="small"
            aria-label={t('request.declineNamed', { title: request.title })}
            onClick={() => setDeclining(true)}
          >
            <X size={16} aria-hidden />
            {t('request.decline')}
          </Button>
          <Dialog title={t('request.declineTitle')} isOpen={isDeclining} onClose={() => setDeclining(false)}>
            <DeclineForm request={request} onDone={() => setDeclining(false)} />
          </Dialog>
        </>
      ) : null}
      {request.askedBy.id === id ? (
        <Button
          size="small"
          kind="ghost"
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate(request.id, { onError })}
        >
          {t('request.withdraw')}
        </Button>
      ) : null}
    </div>
  )
}

function DeclineForm({ request, onDone }: { request: BookRequest; onDone: () => void }) {
  const { t } = useTranslation()
  const decline = useDecline()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = String(new FormData(event.currentTarget).get('note') ?? '').trim()
    decline.mutate({ requestId: request.id, note }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 p-6 pt-2">
      <p className="text-ink-soft wrap-anywhere">{request.title}</p>
      <AreaField label={t('request.why')} hint={t('request.whyHint')} name="note" rows={3} maxLength={2_000} />
      {decline.error ? <ErrorNotice error={decline.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="danger" disabled={decline.isPending}>
          {t('request.decline')}
        </Button>
      </div>
    </form>
  )
}
