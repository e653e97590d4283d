import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { facets } from '#api/facets.ts'
import { formatName } from '#i18n/format-name.ts'
import { languageName } from '#i18n/language-name.ts'
import { nameOf } from './book-queries.ts'
import type { FilterName } from './book-search.ts'

/** What a value of a filter is called; `…` while its name is on its way. */
export function useFilterWord(name: FilterName, value: string): string {
  const { t, i18n } = useTranslation()
  const isNamed = name === 'author' || name === 'series' || name === 'tag'
  const named = useQuery({ ...nameOf(isNamed ? name : 'author', value), enabled: isNamed })
  const { data } = useQuery({ ...facets, enabled: name === 'library' })
  if (isNamed) return named.data ?? '…'
  if (name === 'library') return data?.libraries.find(({ id }) => id === value)?.name ?? '…'
  return wordOf(name, value, t, i18n.language)
}

/** The same for values that need no look-up. */
export function wordOf(
  name: Exclude<FilterName, 'author' | 'series' | 'tag' | 'library'>,
  value: string,
  t: TFunction,
  locale: string,
): string {
  switch (name) {
    case 'format':
      return formatName(value)
    case 'language':
      return languageName(value, locale)
    case 'state':
      return t(`state.${value as 'unread'}`)
    case 'added':
      return value.endsWith('d') ? t('filter.lastDays', { count: Number(value.slice(0, -1)) }) : value
    case 'rating':
      return t('filter.starsOrMore', { count: Number(value) })
    case 'missing':
      return t('filter.isMissing')
  }
}
