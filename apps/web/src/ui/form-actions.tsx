import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'

/** The end of a form: what else can be done at the start, then away, then keep. */
export function FormActions({
  action,
  isBusy,
  isDisabled = false,
  onCancel,
  children,
}: {
  action: string
  isBusy: boolean
  isDisabled?: boolean
  onCancel?: (() => void) | undefined
  children?: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap items-center gap-2">
      {children}
      <span className="flex-1" />
      {onCancel ? <Button onClick={onCancel}>{t('ui.cancel')}</Button> : null}
      <Button type="submit" kind="primary" disabled={isBusy || isDisabled}>
        {action}
      </Button>
    </div>
  )
}
