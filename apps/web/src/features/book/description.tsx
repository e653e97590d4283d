import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { RichText } from '#ui/rich-text.tsx'

/** What the publisher says, folded where it is long. */
export function Description({ html }: { html: string }) {
  const { t } = useTranslation()
  const text = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [isLong, setLong] = useState(false)
  useLayoutEffect(() => {
    const element = text.current
    if (element) setLong(element.scrollHeight > element.clientHeight + 24)
  }, [])
  return (
    <section aria-label={t('book.description')} className="max-w-[68ch]">
      <div
        ref={text}
        className={cx(
          'prose-book font-serif text-[1.0625rem] leading-[1.65] break-words',
          !isOpen && 'max-h-56 overflow-hidden',
          !isOpen && isLong && 'mask-b-from-70%',
        )}
      >
        <RichText html={html} />
      </div>
      {isLong ? (
        <button
          type="button"
          aria-expanded={isOpen}
          className="mt-2 min-h-9 text-sm font-medium text-accent hover:underline"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('ui.showLess') : t('ui.showMore')}
        </button>
      ) : null}
    </section>
  )
}
