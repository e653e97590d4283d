import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { useCoarsePointer } from '#ui/use-coarse-pointer.ts'
import type { MarkableProps } from './markable.ts'

type BoxProps = MarkableProps & { isOnCover?: boolean; className?: string }

/** The corner by which a book is marked. It shows itself to a pointer, to the keyboard, and while books are marked. */
export function MarkBox(props: BoxProps) {
  const isCoarse = useCoarsePointer()
  return isCoarse && !props.isChoosing ? null : <Box {...props} />
}

function Box({ book, index, isMarked, isChoosing, onMark, isOnCover = true, className }: BoxProps) {
  const { t } = useTranslation()
  return (
    <label
      onClick={(event) => {
        // Browsers hand no click with Shift from a label on to its box.
        if (!event.shiftKey || event.target instanceof HTMLInputElement) return
        event.preventDefault()
        onMark(index, book, true)
      }}
      className={cx(
        'grid size-7 place-items-center rounded-full border-2 transition-opacity duration-150 has-focus-visible:opacity-100 has-focus-visible:outline-2 has-focus-visible:outline-accent',
        isMarked && 'border-accent bg-accent text-on-accent',
        !isMarked && (isOnCover ? 'border-white bg-black/50 text-transparent' : 'border-line-strong text-transparent'),
        isChoosing ? 'opacity-100' : 'opacity-0 group-hover:opacity-100 group-focus-within:opacity-100',
        className,
      )}
    >
      <input
        type="checkbox"
        className="sr-only"
        // Space on the book itself does the same, so that there is one stop for each book.
        tabIndex={-1}
        aria-label={t('choose.mark', { title: book.title })}
        checked={isMarked}
        onChange={() => onMark(index, book, false)}
      />
      <Check size={15} strokeWidth={3} aria-hidden />
    </label>
  )
}
