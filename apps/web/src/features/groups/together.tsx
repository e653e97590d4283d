import type { GroupPage, MemberProgress } from '@colophon/contract/web/groups.ts'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { listOf } from '#i18n/measures.ts'
import { Cover } from '#ui/cover.tsx'
import { Initials } from '#ui/initials.tsx'
import { ProgressBar } from '#ui/progress.tsx'

/** Books that several members are in, and how far everybody is. */
export function Together({ books }: { books: GroupPage['together'] }) {
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {books.map(({ book, progress }) => (
        <li key={book.id} className="flex gap-4 rounded-xl border border-line bg-surface p-4 sm:gap-6">
          <BookHeading book={book} progress={progress} />
        </li>
      ))}
    </ul>
  )
}

function BookHeading({ book, progress }: GroupPage['together'][number]) {
  const { t, i18n } = useTranslation()
  const authors = listOf(book.authors, i18n.language)
  return (
    <>
      <Cover
        title={book.title}
        author={authors}
        src={coverAddress(book.coverUrl, 'small')}
        color={book.coverColor}
        className="w-20 shrink-0 self-start sm:w-24"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <div>
          <h3 className="line-clamp-2 font-serif leading-snug font-semibold wrap-anywhere">
            <Link to="/books/$bookId" params={{ bookId: book.id }} className="hover:text-accent">
              {book.title}
            </Link>
          </h3>
          {authors ? <p className="line-clamp-1 text-sm text-ink-faint">{authors}</p> : null}
        </div>
        <ul className="flex flex-col gap-2.5">
          {progress.map((member) => (
            <li key={member.userId} className="flex items-center gap-3">
              <Initials name={member.name} className="size-7 text-xs" />
              <span className="flex min-w-0 flex-1 flex-col gap-1">
                <span className="flex justify-between gap-3 text-sm">
                  <span className="truncate">{member.name}</span>
                  <span className="shrink-0 text-ink-faint tabular-nums">{howFar(t, member)}</span>
                </span>
                <ProgressBar
                  share={member.fraction}
                  label={t('groups.progressOf', { name: member.name, title: book.title })}
                />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function howFar(t: TFunction, { fraction, at }: MemberProgress): string {
  if (at === null) return t('groups.notBegun')
  return fraction >= 1 ? t('groups.hasRead') : t('groups.share', { share: fraction })
}
