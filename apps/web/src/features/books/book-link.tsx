import { useRouter } from '@tanstack/react-router'
import { type ComponentProps, useRef } from 'react'
import { address } from '#api/address.ts'
import { afterPaint } from '#ui/after-paint.ts'

/** A pointer on its way across the list rests nowhere as long. */
const REST_MS = 50

/**
 * A link to a book where many of them stand: of what the router's own link does, what a list of books needs. That one
 * follows every change of the address, and fetches the page of the book under each finger that only scrolls.
 */
export function BookLink({
  bookId,
  isFetchedAhead,
  onClick,
  onPointerLeave,
  ...rest
}: Omit<ComponentProps<'a'>, 'href'> & { bookId: string; isFetchedAhead: boolean }) {
  const router = useRouter()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const target = { to: '/books/$bookId', params: { bookId } } as const
  const leave = () => clearTimeout(timer.current)
  const near = () => {
    leave()
    if (isFetchedAhead) timer.current = setTimeout(() => void router.preloadRoute(target), REST_MS)
  }
  return (
    <a
      {...rest}
      href={address(`books/${encodeURIComponent(bookId)}`)}
      onPointerEnter={({ pointerType }) => {
        if (pointerType === 'mouse') near()
      }}
      onPointerLeave={(event) => {
        onPointerLeave?.(event)
        leave()
      }}
      onFocus={near}
      onBlur={leave}
      onClick={(event) => {
        onClick?.(event)
        const isForBrowser = event.metaKey || event.altKey || event.ctrlKey || event.shiftKey || event.button !== 0
        if (event.defaultPrevented || isForBrowser) return
        event.preventDefault()
        leave()
        afterPaint(() => void router.navigate(target))
      }}
    />
  )
}
