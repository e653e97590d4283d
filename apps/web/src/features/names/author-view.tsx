import type { AuthorPage } from '@colophon/contract/web/names.ts'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProgressBar } from '#ui/progress.tsx'
import { RichText } from '#ui/rich-text.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { BookShelf } from './book-shelf.tsx'
import { type Grouping, groupsOf, isRead } from './groups.ts'

/** A person and the books that they have a hand in. */
export function AuthorView({
  author,
  actions,
  acquiring,
  renderBook,
}: {
  author: AuthorPage
  actions: ReactNode
  /** The works that are not here, for those who may look for them: below the books. */
  acquiring?: ReactNode
  renderBook: (book: AuthorPage['works'][number]['book']) => ReactNode
}) {
  const { t } = useTranslation()
  const [grouping, setGrouping] = useState<Grouping>('series')
  const read = author.works.filter(({ book }) => isRead(book)).length
  const roles = otherRoles(author)
  return (
    <article className="flex flex-col gap-8">
      <header className="flex items-start gap-5 sm:gap-7">
        <Portrait name={author.name} />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <div className="flex items-start justify-between gap-4">
            <h1 className="font-serif text-3xl leading-tight font-semibold wrap-anywhere">{author.name}</h1>
            {actions}
          </div>
          <p className="text-[0.9375rem] text-ink-soft">
            {t('book.count', { count: author.bookCount })}
            {roles.map((role) => ` · ${t('name.as', { role: t(`edit.roles.${role}`) })}`)}
          </p>
          {author.works.length > 0 ? (
            <div className="flex max-w-sm flex-col gap-1.5">
              <ProgressBar share={read / author.works.length} label={t('name.readLabel')} />
              <p className="text-sm text-ink-faint">{t('name.read', { read, count: author.works.length })}</p>
            </div>
          ) : null}
        </div>
      </header>
      {author.description ? (
        <div className="prose-book max-w-[68ch] font-serif text-[1.0625rem] leading-[1.65]">
          <RichText html={author.description} />
        </div>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-4">
        <Segmented
          label={t('name.sort')}
          value={grouping}
          choices={[
            { value: 'series', label: t('name.bySeries') },
            { value: 'year', label: t('name.byYear') },
          ]}
          onChange={setGrouping}
        />
        <Link to="/books" search={{ author: author.id }} className="text-sm font-medium text-accent hover:underline">
          {t('name.inLibrary')}
        </Link>
      </div>
      {groupsOf(author.works, grouping).map(({ key, works }) => (
        <BookShelf
          key={key}
          title={key === '' ? (grouping === 'series' ? t('name.single') : t('name.undated')) : key}
          books={works.map(({ book }) => book)}
          renderBook={renderBook}
        />
      ))}
      {author.bookCount > author.works.length ? (
        <p className="text-[0.9375rem] text-ink-soft">
          {t('name.truncated', { shown: author.works.length, count: author.bookCount })}
        </p>
      ) : null}
      {acquiring}
    </article>
  )
}

/** The place of a portrait: the first letters of the name, as long as there is no picture. */
function Portrait({ name }: { name: string }) {
  const letters = name
    .split(/\s+/)
    .flatMap((word) => [...word].slice(0, 1))
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
  return (
    <span
      aria-hidden="true"
      className="grid size-20 shrink-0 place-items-center rounded-full bg-accent-soft font-serif text-2xl font-semibold text-accent sm:size-28 sm:text-3xl"
    >
      {letters}
    </span>
  )
}

const known = ['translator', 'narrator', 'illustrator', 'editor', 'contributor'] as const

/** What else they were than author. */
const otherRoles = ({ works }: AuthorPage) => known.filter((role) => works.some(({ roles }) => roles.includes(role)))
