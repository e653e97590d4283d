import { useQuery } from '@tanstack/react-query'
import { Check, ChevronDown, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatName } from '#i18n/format-name.ts'
import { languageName } from '#i18n/language-name.ts'
import { cx } from '#ui/cx.ts'
import { Menu, MenuChoice, MenuChoices } from '#ui/menu.tsx'
import { facets } from './book-queries.ts'
import type { BookSearch } from './book-search.ts'

/** What narrows the list, as chips: each says its choice, opens its choices, and can be taken away again. */
export function FilterBar({
  search,
  onChange,
  children,
}: {
  search: BookSearch
  onChange: (change: Partial<BookSearch>) => void
  children?: ReactNode
}) {
  const { t, i18n } = useTranslation()
  const { data } = useQuery(facets)
  const libraries = data?.libraries ?? []
  const formats = data?.formats ?? []
  const languages = data?.languages ?? []
  return (
    <div className="-mx-4 flex items-center gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0">
      {libraries.length > 1 || search.library ? (
        <ChoiceChip
          name={t('filter.library')}
          value={search.library}
          choices={libraries.map(({ id, name, bookCount }) => ({ value: id, label: name, count: bookCount }))}
          onChange={(library) => onChange({ library })}
        />
      ) : null}
      {formats.length > 1 || search.format ? (
        <ChoiceChip
          name={t('filter.format')}
          value={search.format}
          choices={formats.map(({ format, bookCount }) => ({
            value: format,
            label: formatName(format),
            count: bookCount,
          }))}
          onChange={(format) => onChange({ format })}
        />
      ) : null}
      {languages.length > 1 || search.language ? (
        <ChoiceChip
          name={t('filter.language')}
          value={search.language}
          choices={languages.map(({ language, bookCount }) => ({
            value: language,
            label: languageName(language, i18n.language),
            count: bookCount,
          }))}
          onChange={(language) => onChange({ language })}
        />
      ) : null}
      {data?.missingCount || search.missing ? (
        <button
          type="button"
          aria-pressed={search.missing === 'true'}
          className={chipClass(search.missing === 'true')}
          onClick={() => onChange({ missing: search.missing === 'true' ? undefined : 'true' })}
        >
          {search.missing === 'true' ? <Check size={15} aria-hidden /> : null}
          {t('filter.missing', { count: data?.missingCount ?? 0 })}
        </button>
      ) : null}
      {children}
    </div>
  )
}

const chipClass = (isChosen: boolean) =>
  cx(
    'inline-flex min-h-9 shrink-0 items-center gap-1.5 rounded-full border px-3.5 text-sm font-medium whitespace-nowrap transition-colors duration-150',
    isChosen
      ? 'border-accent/40 bg-accent-soft text-accent'
      : 'border-line bg-surface text-ink-soft hover:border-line-strong hover:text-ink',
  )

function ChoiceChip({
  name,
  value,
  choices,
  onChange,
}: {
  name: string
  value: string | undefined
  choices: { value: string; label: string; count: number }[]
  onChange: (value: string | undefined) => void
}) {
  const { t } = useTranslation()
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <span className={cx('inline-flex shrink-0', value && 'divide-x divide-accent/25')}>
      <Menu
        align="start"
        trigger={
          <button type="button" className={cx(chipClass(Boolean(value)), value && 'rounded-e-none border-e-0')}>
            {value ? (
              <>
                <span className="sr-only">{name}: </span>
                {chosen?.label ?? value}
              </>
            ) : (
              <>
                {name}
                <ChevronDown size={15} aria-hidden />
              </>
            )}
          </button>
        }
      >
        <MenuChoices value={value ?? ''} onChange={(next) => onChange(next || undefined)}>
          <MenuChoice value="">{t('filter.all')}</MenuChoice>
          {choices.map((choice) => (
            <MenuChoice key={choice.value} value={choice.value}>
              <span className="flex-1">{choice.label}</span>
              <span className="text-sm text-ink-faint tabular-nums">{choice.count.toLocaleString()}</span>
            </MenuChoice>
          ))}
        </MenuChoices>
      </Menu>
      {value ? (
        <button
          type="button"
          aria-label={t('filter.remove', { name: chosen?.label ?? value })}
          className={cx(chipClass(true), 'rounded-s-none border-s-0 px-2.5')}
          onClick={() => onChange(undefined)}
        >
          <X size={15} aria-hidden />
        </button>
      ) : null}
    </span>
  )
}
