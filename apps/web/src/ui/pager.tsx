import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'

/** Leafs through a list that comes in pages; nothing where one page holds it. */
export function Pager({
  page,
  perPage,
  total,
  onChange,
}: {
  page: number
  perPage: number
  total: number
  onChange: (page: number) => void
}) {
  const { t } = useTranslation()
  if (total <= perPage) return null
  const last = Math.ceil(total / perPage) - 1
  return (
    <nav aria-label={t('pager.label')} className="mt-6 flex items-center justify-between gap-4">
      <Button size="small" disabled={page === 0} onClick={() => onChange(page - 1)}>
        <ChevronLeft size={16} aria-hidden />
        {t('pager.newer')}
      </Button>
      <span className="text-sm text-ink-faint tabular-nums">
        {t('pager.range', { from: page * perPage + 1, to: Math.min(total, (page + 1) * perPage), total })}
      </span>
      <Button size="small" disabled={page >= last} onClick={() => onChange(page + 1)}>
        {t('pager.older')}
        <ChevronRight size={16} aria-hidden />
      </Button>
    </nav>
  )
}
