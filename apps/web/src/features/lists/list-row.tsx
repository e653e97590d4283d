import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listCards } from '#api/list-cards.ts'
import { ListTile } from './list-tile.tsx'

/** The lists of the reader in a row that goes on sideways; nothing where there are none. */
export function ListRow() {
  const { t } = useTranslation()
  const { data = [] } = useQuery(listCards)
  if (data.length === 0) return null
  return (
    <section aria-label={t('lists.title')} className="flex flex-col gap-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-serif text-xl font-semibold">{t('lists.title')}</h2>
        <Link to="/lists" className="shrink-0 text-sm font-medium text-accent hover:underline">
          {t('home.showAll')}
        </Link>
      </div>
      <ul className="-mx-4 flex snap-x snap-proximity gap-4 overflow-x-auto scroll-px-4 px-4 pb-3 sm:-mx-6 sm:gap-5 sm:scroll-px-6 sm:px-6 md:-mx-10 md:scroll-px-10 md:px-10">
        {data.slice(0, 20).map((list) => (
          <li key={list.id} className="w-28 shrink-0 snap-start sm:w-36">
            <ListTile list={list} />
          </li>
        ))}
      </ul>
    </section>
  )
}
