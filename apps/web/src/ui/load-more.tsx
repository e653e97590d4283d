import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'

/** Asks for more before one reaches the end; the button is for those who do not scroll. */
export function LoadMore({ isBusy, onMore }: { isBusy: boolean; onMore: () => void }) {
  const { t } = useTranslation()
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(onMore)
  latest.current = onMore
  useEffect(() => {
    const element = end.current
    if (!element || isBusy) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '800px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [isBusy])
  return (
    <div ref={end} className="py-6 text-center">
      <Button disabled={isBusy} onClick={onMore}>
        {t('ui.showMore')}
      </Button>
    </div>
  )
}
