import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { facets } from '#api/facets.ts'
import { wholeNumber } from '#i18n/measures.ts'
import { cx } from '#ui/cx.ts'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { filterValues } from './book-queries.ts'
import { type FilterName, ratings, readStates } from './book-search.ts'
import { wordOf } from './filter-words.ts'

interface Choice {
  value: string
  label: string
  count?: number
}

const DAYS = ['7d', '30d', '90d']
const YEARS = 12

/** The values of one filter, narrowed as one types; thousands of authors are looked up by the server. */
export function FilterPicker({
  name,
  value,
  onPick,
  onClose,
}: {
  name: FilterName
  value: string | undefined
  onPick: (value: string) => void
  onClose: () => void
}) {
  const { t, i18n } = useTranslation()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const typed = useDeferredValue(text.trim())
  const { choices, error, isLoading } = useChoices(name, typed)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => setActive(0), [typed])
  useEffect(() => {
    list.current?.querySelector('[data-active=true]')?.scrollIntoView({ block: 'nearest' })
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const current = choices[active]
    if (event.key === 'ArrowDown') setActive((at) => Math.min(at + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(at - 1, 0))
    else if (event.key === 'Enter' && current) onPick(current.value)
    else return
    event.preventDefault()
  }
  const title = t('filter.by', { name: t(`filter.${name}`) })
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      className="h-fit max-h-[min(36rem,85dvh)] w-[min(26rem,calc(100vw-1.5rem))]"
    >
      <div className="px-5 pt-1 pb-3">
        <input
          data-typed-first
          role="combobox"
          aria-label={title}
          aria-expanded={choices.length > 0}
          aria-controls={listId}
          aria-activedescendant={choices.length > 0 ? `${listId}-${active}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('filter.type')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-11 w-full rounded-lg border border-line-strong/60 bg-surface px-3 placeholder:text-ink-faint"
        />
      </div>
      {error ? <ErrorNotice error={error} /> : null}
      <p role="status" className={choices.length > 0 ? 'sr-only' : 'px-5 pb-6 text-ink-faint'}>
        {choices.length > 0
          ? t('search.count', { count: choices.length })
          : isLoading
            ? t('ui.loading')
            : t('filter.nothing')}
      </p>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t(`filter.${name}`)}
        className="min-h-0 flex-1 overflow-y-auto px-2 pb-2"
      >
        {choices.map((choice, index) => (
          <div
            key={choice.value}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice.value === value}
            data-active={index === active}
            onClick={() => onPick(choice.value)}
            onPointerMove={() => setActive(index)}
            className={cx(
              'flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3',
              index === active && 'bg-sunken',
              choice.value === value && 'font-semibold text-accent',
            )}
          >
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            {choice.count === undefined ? null : (
              <span className="text-sm text-ink-faint tabular-nums">{wholeNumber(choice.count, i18n.language)}</span>
            )}
          </div>
        ))}
      </div>
    </Dialog>
  )
}

function useChoices(name: FilterName, text: string): { choices: Choice[]; error: Error | null; isLoading: boolean } {
  const { t, i18n } = useTranslation()
  const isLookedUp = name === 'author' || name === 'series' || name === 'tag'
  const found = useQuery({ ...filterValues(isLookedUp ? name : 'author', text), enabled: isLookedUp })
  const counted = useQuery({ ...facets, enabled: !isLookedUp })
  if (isLookedUp) {
    const choices = (found.data ?? []).map(({ id, name: label, bookCount }) => ({ value: id, label, count: bookCount }))
    return { choices, error: found.error, isLoading: found.isLoading }
  }
  const { data } = counted
  const all = (): Choice[] => {
    if (name === 'library') {
      return (data?.libraries ?? []).map(({ id, name: label, bookCount }) => ({ value: id, label, count: bookCount }))
    }
    const words = (values: readonly string[]) =>
      values.map((value) => ({ value, label: wordOf(name, value, t, i18n.language) }))
    if (name === 'state') return words(readStates)
    if (name === 'rating') return words(ratings)
    if (name === 'missing') return words(['true'])
    if (name === 'added') {
      const now = new Date().getFullYear()
      return words([...DAYS, ...Array.from({ length: YEARS }, (_, ago) => String(now - ago))])
    }
    const values =
      name === 'format'
        ? (data?.formats ?? []).map(({ format, bookCount }) => ({ value: format, count: bookCount }))
        : (data?.languages ?? []).map(({ language, bookCount }) => ({ value: language, count: bookCount }))
    return values.map(({ value, count }) => ({ value, label: wordOf(name, value, t, i18n.language), count }))
  }
  const wanted = text.toLocaleLowerCase(i18n.language)
  const choices = all().filter(({ label }) => label.toLocaleLowerCase(i18n.language).includes(wanted))
  return { choices, error: counted.error, isLoading: counted.isLoading }
}
