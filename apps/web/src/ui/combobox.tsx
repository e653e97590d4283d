import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import { TextField } from './field.tsx'

export interface Option {
  value: string
  label: string
  detail?: string | undefined
}

/**
 * A field that looks up what is typed: `options` are what the words have found, and `onPick` hears which one was taken.
 * With `onEnter` a name that nobody had yet can be taken as it was typed.
 */
export function Combobox({
  label,
  text,
  options,
  onType,
  onPick,
  onEnter,
  onErase,
  onLeave,
  hint,
  error,
  placeholder,
  isLabelHidden = false,
  className,
}: {
  label: string
  text: string
  options: readonly Option[]
  onType: (text: string) => void
  onPick: (option: Option) => void
  onEnter?: (text: string) => void
  /** Backspace in an empty field. */
  onErase?: () => void
  onLeave?: () => void
  hint?: ReactNode
  error?: string | undefined
  placeholder?: string
  isLabelHidden?: boolean
  className?: string
}) {
  const { t } = useTranslation()
  const listId = useId()
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const isShown = isOpen && options.length > 0
  const current = isShown ? options[active] : undefined

  const take = (option: Option) => {
    setOpen(false)
    setActive(-1)
    onPick(option)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && options.length > 0) {
      event.preventDefault()
      setOpen(true)
      setActive((active + step + (active < 0 && step < 0 ? 1 : 0) + options.length) % options.length)
    } else if (event.key === 'Escape' && isShown) {
      // Closes the list, not the dialogue around it.
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    } else if (event.key === 'Enter' && (current || (onEnter && text.trim()))) {
      event.preventDefault()
      if (current) take(current)
      else onEnter?.(text.trim())
    } else if (event.key === 'Backspace' && text === '') onErase?.()
  }
  return (
    <div
      className={cx('relative', className)}
      onBlur={() => {
        setOpen(false)
        onLeave?.()
      }}
    >
      <TextField
        label={label}
        isLabelHidden={isLabelHidden}
        hint={hint}
        error={error}
        placeholder={placeholder}
        value={text}
        role="combobox"
        autoComplete="off"
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${listId}-${active}` : undefined}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setOpen(true)
          setActive(-1)
          onType(event.currentTarget.value)
        }}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        hidden={!isShown}
        className="absolute inset-x-0 top-full z-40 mt-1 max-h-64 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 shadow-raised"
      >
        {options.map((option, index) => (
          <div
            key={option.value}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerDown={(event) => {
              // The field keeps the focus.
              event.preventDefault()
              take(option)
            }}
            className={cx('flex min-h-10 items-center gap-3 rounded-lg px-3', index === active && 'bg-sunken')}
          >
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.detail ? <span className="text-sm text-ink-faint">{option.detail}</span> : null}
          </div>
        ))}
      </div>
      <p role="status" className="sr-only">
        {isShown ? t('search.count', { count: options.length }) : ''}
      </p>
    </div>
  )
}
