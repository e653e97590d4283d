import type { InProgress } from '@colophon/contract/web/statistics.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { ago } from '#i18n/measures.ts'
import { Cover } from '#ui/cover.tsx'
import { ProgressBar } from '#ui/progress.tsx'

/** What somebody is in, and how far. */
export function InProgressList({ all }: { all: readonly InProgress[] }) {
  return (
    <ul className="grid gap-x-10 lg:grid-cols-2">
      {all.map((one) => (
        <Row key={`${one.book?.id ?? ''} ${one.document}`} one={one} />
      ))}
    </ul>
  )
}

function Row({ one: { document, book, fraction, device, lastReadAt } }: { one: InProgress }) {
  const { t, i18n } = useTranslation()
  const title = book?.title ?? document
  return (
    <li className="flex items-center gap-4 border-t border-line py-4">
      <Cover
        title={title}
        src={coverAddress(book?.coverUrl ?? null, 'small')}
        color={book?.coverColor ?? null}
        className="w-11 shrink-0 shadow-none"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <h3 className="line-clamp-2 font-serif leading-snug font-semibold wrap-anywhere">
          {book ? (
            <Link to="/books/$bookId" params={{ bookId: book.id }} className="hover:text-accent">
              {title}
            </Link>
          ) : (
            title
          )}
        </h3>
        <ProgressBar share={fraction} label={t('statistics.progressOf', { title })} />
        <p className="text-sm text-ink-faint">
          {[
            t('statistics.at', { share: fraction, at: ago(lastReadAt, i18n.language) }),
            device ? t('statistics.on', { device }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
    </li>
  )
}
