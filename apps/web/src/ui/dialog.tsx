import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { coverPage, phone } from './cover-page.ts'
import { cx } from './cx.ts'

/** On phones a dialogue comes up from below, where the thumb is. */
const fromBelow = 'max-sm:mb-0 max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none'

/** A screen keyboard that comes by itself would hide what one may want to choose. */
const hasKeys = () => !matchMedia('(pointer: coarse)').matches

/**
 * The platform's modal dialogue: it keeps the focus, closes with Escape and makes the rest of the page inert, without a
 * script or an injected style sheet (which our content security policy would refuse). One that covers the whole page of a phone only
 * hides the rest from screen readers. A field that carries `data-typed-first` has the focus where there are keys to type with.
 */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  className = fromBelow,
  isTitleHidden = false,
  coversPhones = false,
  isPrepared = false,
}: {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  className?: string
  isTitleHidden?: boolean
  /** On a phone nothing of the page is to be seen beside it. */
  coversPhones?: boolean
  /** Its content is there before it is opened, and stays. */
  isPrepared?: boolean
}) {
  const { t } = useTranslation()
  const element = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  const isWanted = useRef(isOpen)
  const uncover = useRef<() => void>(undefined)
  isWanted.current = isOpen
  const latest = useRef(onClose)
  latest.current = onClose

  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (isOpen && !isShown(dialog)) {
      if (coversPhones && phone().matches && !document.querySelector('dialog:modal')) {
        uncover.current = coverPage(dialog, () => latest.current())
      } else dialog.showModal()
      // The browser would take the first button, which closes it again.
      const field = hasKeys() ? dialog.querySelector<HTMLElement>('[data-typed-first]') : null
      ;(field ?? heading.current)?.focus()
    }
    if (!isOpen) {
      if (dialog.open) dialog.close()
      uncover.current?.()
      uncover.current = undefined
    }
  }, [isOpen, coversPhones])
  useLayoutEffect(
    () => () => {
      // One that is taken off the page while it is open would take the focus with it: closed, it gives it back.
      if (element.current?.open) element.current.close()
      uncover.current?.()
    },
    [],
  )

  useEffect(() => {
    const dialog = element.current
    const hold = (event: WheelEvent) => {
      if (event.target === dialog) event.preventDefault()
    }
    dialog?.addEventListener('wheel', hold, { passive: false })
    return () => dialog?.removeEventListener('wheel', hold)
  }, [])

  return (
    // The click is for those who point beside it.
    <dialog
      ref={element}
      aria-labelledby={titleId}
      // The browser would close it at once and say so a moment later; a key pressed in between would open something that
      // this late word closes again.
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
      // Closed by the browser: with the back gesture of a phone, say. Not news where we closed it ourselves.
      onClose={(event) => {
        if (isWanted.current && !isShown(event.currentTarget)) onClose()
      }}
      onToggle={(event) => {
        if (isWanted.current && !isShown(event.currentTarget)) onClose()
      }}
      // Over a page that is not inert the focus would walk on behind it.
      onBlur={({ currentTarget: dialog, relatedTarget }) => {
        if (relatedTarget && !dialog.contains(relatedTarget) && dialog.matches(':popover-open')) onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      className={cx('sheet w-[min(34rem,calc(100vw-1.5rem))] rounded-2xl p-0 shadow-raised', className)}
    >
      {isOpen || isPrepared ? (
        <div className="flex h-full max-h-[inherit] min-h-0 flex-col">
          <header className={isTitleHidden ? 'sr-only' : 'flex items-center justify-between gap-4 ps-6 pe-3 pt-3'}>
            <h2
              id={titleId}
              ref={isTitleHidden ? undefined : heading}
              tabIndex={isTitleHidden ? undefined : -1}
              className="font-serif text-xl font-semibold outline-none"
            >
              {title}
            </h2>
            {isTitleHidden ? null : (
              <IconButton label={t('ui.close')} onClick={onClose}>
                <X size={20} aria-hidden />
              </IconButton>
            )}
          </header>
          {children}
        </div>
      ) : null}
    </dialog>
  )
}

const isShown = (dialog: HTMLDialogElement) => dialog.open || dialog.matches(':popover-open')
