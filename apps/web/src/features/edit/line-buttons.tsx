import { ArrowUp, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'

/** Beside a line of a list: further up, and away. */
export function LineButtons({
  name,
  onUp,
  onRemove,
}: {
  name: string
  onUp?: (() => void) | undefined
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const called = name.trim() === '' ? t('edit.nameless') : name
  return (
    <span className="flex">
      {onUp ? (
        <IconButton label={t('edit.up', { name: called })} onClick={onUp}>
          <ArrowUp size={18} aria-hidden />
        </IconButton>
      ) : null}
      <IconButton label={t('edit.remove', { name: called })} onClick={onRemove}>
        <X size={18} aria-hidden />
      </IconButton>
    </span>
  )
}
