import type { BookPage, PageFile } from '@colophon/contract/web/books.ts'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { listOf, moment } from '#i18n/measures.ts'

/** Where the book is and why: how its files came here, who lists it, and where what is said of it comes from. */
export function Why({ book }: { book: BookPage }) {
  const { t, i18n } = useTranslation()
  const names = book.locked.map((field) => lockName(field, t)).filter((name) => name !== null)
  return (
    <section aria-labelledby="why" className="flex flex-col gap-3">
      <h2 id="why" className="font-serif text-lg font-semibold">
        {t('why.heading')}
      </h2>
      <ul className="flex list-disc flex-col gap-2 ps-5 text-[0.9375rem] text-ink-soft">
        {book.files.length === 0 ? <li>{t('why.noFiles')}</li> : null}
        {book.files.map((file) => (
          <li key={file.id} className="wrap-anywhere">
            {t(`why.origin.${originOf(file)}`, { name: file.fileName, at: moment(file.addedAt, i18n.language) })}{' '}
            {file.joinReason ? t('why.joined', { reason: file.joinReason }) : null}
          </li>
        ))}
        {book.libraries.length > 0 ? (
          <li>
            {t('why.libraries', {
              count: book.libraries.length,
              names: listOf(
                book.libraries.map(({ name }) => name),
                i18n.language,
              ),
            })}
          </li>
        ) : (
          <li>{t('why.noLibrary')}</li>
        )}
        <li>
          {names.length > 0
            ? t('why.byHand', { fields: listOf([...new Set(names)], i18n.language) })
            : book.files.length > 0
              ? t('why.fromFiles')
              : t('why.typed')}
        </li>
      </ul>
    </section>
  )
}

const origins = ['scan', 'upload', 'api', 'import', 'hand', 'watch'] as const

const originOf = ({ origin }: PageFile) => origins.find((known) => known === origin) ?? 'scan'

const fields = [
  ...(['title', 'subtitle', 'description', 'publisher', 'language', 'cover', 'genres', 'creators', 'series'] as const),
  ...(['identifiers', 'isbn10', 'isbn13', 'asin'] as const),
] as const

function lockName(lock: string, t: TFunction): string | null {
  if (lock === 'releaseDate') return t('change.field.publication_date')
  const known = fields.find((field) => field === lock)
  return known ? t(`change.field.${known}`) : null
}
