import { ListFilter, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { type BookSearch, type FilterName, filterNames, hasFilters } from './book-search.ts'
import { filterLook } from './filter-look.ts'
import { useFilterWord } from './filter-words.ts'

const FilterPicker = lazy(async () => ({ default: (await import('./filter-picker.tsx')).FilterPicker }))

const { chip } = filterLook

/** What narrows the list, as chips: each opens its choices and can be taken away, and one button adds another. */
export function FilterBar({
  search,
  onChange,
  onClear,
}: {
  search: BookSearch
  onChange: (change: Partial<BookSearch>) => void
  onClear: () => void
}) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<FilterName>()
  const chosen = filterNames.filter((name) => search[name] !== undefined)
  const choose = (name: FilterName) => {
    if (name === 'missing') onChange({ missing: 'true' })
    else setPicked(name)
  }
  return (
    <div className={filterLook.bar}>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className={`${chip} rounded-full border-line bg-surface text-ink-soft hover:border-line-strong hover:text-ink`}
          >
            <ListFilter size={16} aria-hidden />
            {t('filter.add')}
          </button>
        }
      >
        {filterNames
          .filter((name) => search[name] === undefined)
          .map((name) => (
            <MenuItem key={name} onSelect={() => choose(name)}>
              {t(`filter.${name}`)}
            </MenuItem>
          ))}
      </Menu>
      {chosen.map((name) => (
        <Chip
          key={name}
          name={name}
          value={search[name] ?? ''}
          onOpen={() => choose(name)}
          onRemove={() => onChange({ [name]: undefined })}
        />
      ))}
      {hasFilters(search) ? (
        <button
          type="button"
          onClick={onClear}
          className="min-h-9 shrink-0 px-2 text-sm font-medium text-accent hover:underline"
        >
          {t('filter.clear')}
        </button>
      ) : null}
      {picked ? (
        <Suspense>
          <FilterPicker
            name={picked}
            value={search[picked]}
            onPick={(value) => {
              setPicked(undefined)
              onChange({ [picked]: value })
            }}
            onClose={() => setPicked(undefined)}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

function Chip({
  name,
  value,
  onOpen,
  onRemove,
}: {
  name: FilterName
  value: string
  onOpen: () => void
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const word = useFilterWord(name, value)
  const colours = 'border-accent/40 bg-accent-soft text-accent'
  return (
    <span className="inline-flex max-w-full shrink-0">
      <button type="button" onClick={onOpen} className={`${chip} ${colours} max-w-64 rounded-s-full border-e-0 pe-1`}>
        <span className="font-normal">{t(`filter.${name}`)}</span>
        <span className="truncate">{name === 'missing' ? '' : word}</span>
      </button>
      <button
        type="button"
        aria-label={t('filter.remove', { name: name === 'missing' ? t('filter.missing') : word })}
        className={`${chip} ${colours} rounded-e-full border-s-0 px-2.5`}
        onClick={onRemove}
      >
        <X size={15} aria-hidden />
      </button>
    </span>
  )
}
