import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Menu, MenuChoice, MenuChoices, MenuHeading, MenuLine } from '#ui/menu.tsx'
import { type BookSearch, orderOf, sorts, usualDirection } from './book-search.ts'

export function SortMenu({
  search,
  onChange,
}: {
  search: BookSearch
  onChange: (change: Partial<BookSearch>) => void
}) {
  const { t } = useTranslation()
  const { sort, direction } = orderOf(search)
  const change = (next: { sort?: typeof sort; direction?: typeof direction }) => {
    const to = { sort, ...next }
    onChange({ sort: to.sort, direction: next.sort ? usualDirection(next.sort) : next.direction })
  }
  return (
    <Menu
      trigger={
        <Button size="small" kind="ghost" aria-label={t('sort.label', { by: t(`sort.${sort}`) })}>
          <ArrowUpDown size={16} aria-hidden />
          <span className="max-sm:hidden">{t(`sort.${sort}`)}</span>
          {direction === 'asc' ? (
            <ArrowUp size={14} aria-hidden className="max-sm:hidden" />
          ) : (
            <ArrowDown size={14} aria-hidden className="max-sm:hidden" />
          )}
        </Button>
      }
    >
      <MenuHeading>{t('sort.heading')}</MenuHeading>
      <MenuChoices
        value={sort}
        onChange={(value) => change({ sort: sorts.find((known) => known === value) ?? 'title' })}
      >
        {sorts.map((known) => (
          <MenuChoice key={known} value={known}>
            {t(`sort.${known}`)}
          </MenuChoice>
        ))}
      </MenuChoices>
      <MenuLine />
      <MenuChoices value={direction} onChange={(value) => change({ direction: value === 'desc' ? 'desc' : 'asc' })}>
        <MenuChoice value="asc">{t(`sort.asc.${sort}`)}</MenuChoice>
        <MenuChoice value="desc">{t(`sort.desc.${sort}`)}</MenuChoice>
      </MenuChoices>
    </Menu>
  )
}
