import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { letters as lettersOf } from './book-queries.ts'
import { type BookSearch, orderOf } from './book-search.ts'

/** Fewer books are found by scrolling. */
const WORTH_IT = 60

/** The letters of a list at its side: a finger slides over them, arrow keys walk along them, a letter key goes to it. */
export function LetterRail({
  search,
  className,
  onGo,
}: {
  search: BookSearch
  className?: string | undefined
  onGo: (index: number) => void
}) {
  const { t } = useTranslation()
  const { sort, direction } = orderOf(search)
  const { data = [] } = useQuery(lettersOf(search))
  const [at, setAt] = useState(0)
  const isLettered = sort === 'title' || sort === 'author'
  const total = data.reduce((sum, { count }) => sum + count, 0)
  if (!isLettered || data.length < 2 || total < WORTH_IT) return null

  const places = (direction === 'asc' ? data : data.toReversed()).map((letter, index, all) => ({
    ...letter,
    start: all.slice(0, index).reduce((sum, { count }) => sum + count, 0),
  }))
  const current = places[Math.min(at, places.length - 1)]
  const go = (index: number) => {
    const to = Math.min(places.length - 1, Math.max(0, index))
    setAt(to)
    onGo(places[to]?.start ?? 0)
  }
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (event.buttons === 0) return
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const index = Math.floor(((event.clientY - top) / height) * places.length)
    if (index !== at) go(index)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: places.length,
    }[event.key]
    const typed = places.findIndex(({ letter }) => letter === event.key.toLowerCase())
    if (event.ctrlKey || event.metaKey || (step === undefined && typed < 0)) return
    event.preventDefault()
    go(step ?? typed)
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('letters.label')}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={places.length - 1}
      aria-valuenow={Math.min(at, places.length - 1)}
      aria-valuetext={current ? t('letters.at', { letter: nameOf(current.letter), count: current.count }) : ''}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKeyDown}
      className={cx(
        'fixed end-0 top-1/2 z-20 flex w-6 -translate-y-1/2 cursor-pointer touch-none flex-col items-center rounded-s-lg py-1 text-[0.6875rem] leading-none font-medium text-ink-faint select-none hover:text-ink md:end-1.5',
        className,
      )}
    >
      {places.map(({ letter }, index) => (
        <span
          key={letter}
          aria-hidden="true"
          className={cx(
            'grid h-[min(1.25rem,calc(60dvh/28))] w-full place-items-center',
            index === at && 'text-accent',
          )}
        >
          {nameOf(letter)}
        </span>
      ))}
    </div>
  )
}

const nameOf = (letter: string) => letter.toUpperCase()
