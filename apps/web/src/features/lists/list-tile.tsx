import type { ListCard } from '@colophon/contract/web/lists.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CoverStack } from './cover-stack.tsx'

/** A list with its picture, its name and the number of its books. */
export function ListTile({ list }: { list: ListCard }) {
  const { t } = useTranslation()
  return (
    <Link
      to="/lists/$listId"
      params={{ listId: list.id }}
      className="group block rounded-[3px] outline-offset-4"
      draggable={false}
    >
      <CoverStack
        list={list}
        className="transition-transform duration-200 ease-out group-hover:-translate-y-0.5 motion-reduce:transform-none"
      />
      <span className="mt-2.5 line-clamp-2 font-serif text-[0.9375rem] leading-5 font-semibold wrap-anywhere group-hover:text-accent">
        {list.name}
      </span>
      <span className="mt-0.5 block text-[0.8125rem] leading-5 text-ink-faint">
        {t('book.count', { count: list.bookCount })}
      </span>
    </Link>
  )
}
