import type { FilterKind } from '@colophon/contract/web/finding.ts'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filterValues } from './book-queries.ts'

const SUGGESTED = 6

/** Names of authors, series or tags: those that are there are suggested, and new ones can be written. */
export function NamesField({
  kind,
  label,
  names,
  isSingle = false,
  onChange,
}: {
  kind: FilterKind
  label: string
  names: string[]
  isSingle?: boolean
  onChange: (names: string[]) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const typed = useDeferredValue(text.trim())
  const { data = [] } = useQuery({ ...filterValues(kind, typed), enabled: typed !== '' })
  const suggested = typed === '' ? [] : data.filter(({ name }) => !names.includes(name)).slice(0, SUGGESTED)
  const add = (name: string) => {
    const clean = name.trim()
    setText('')
    if (clean && !names.includes(clean)) onChange(isSingle ? [clean] : [...names, clean])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const isEnd = event.key === 'Enter' || (event.key === ',' && kind === 'tag')
    if (isEnd && text.trim()) add(text)
    else if (event.key === 'Backspace' && text === '') onChange(names.slice(0, -1))
    else return
    event.preventDefault()
  }
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex min-h-11 flex-wrap items-center gap-1.5 rounded-lg border border-line-strong/60 bg-surface px-2 py-1 has-focus-visible:outline-2 has-focus-visible:outline-accent">
        {names.map((name) => (
          <span
            key={name}
            className="inline-flex items-center gap-1 rounded-full bg-accent-soft ps-3 text-sm text-accent"
          >
            {name}
            <button
              type="button"
              aria-label={t('choose.removeName', { name })}
              className="grid size-7 place-items-center rounded-full"
              onClick={() => onChange(names.filter((each) => each !== name))}
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={id}
          data-typed-first
          value={text}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          className="min-h-8 min-w-32 flex-1 bg-transparent px-1 outline-none"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          // A name that was typed and not finished is meant all the same.
          onBlur={() => add(text)}
        />
      </div>
      <p id={`${id}-hint`} className="text-sm text-ink-faint">
        {t(isSingle ? 'choose.nameHint' : 'choose.namesHint')}
      </p>
      {suggested.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5" aria-label={t('choose.suggestions')}>
          {suggested.map(({ id: key, name }) => (
            <li key={key}>
              <button
                type="button"
                className="min-h-8 rounded-full border border-line px-3 text-sm hover:border-line-strong"
                // Before the field loses the focus and takes what was typed so far.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => add(name)}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
