import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** Asks before something is done that somebody might regret, and says what will happen. */
export function Confirm({
  title,
  action,
  isOpen,
  isBusy = false,
  onConfirm,
  onClose,
  children,
}: {
  title: string
  action: string
  isOpen: boolean
  isBusy?: boolean
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <div className="flex flex-col gap-6 p-6 pt-2">
        <div className="text-ink-soft">{children}</div>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind="danger" onClick={onConfirm} disabled={isBusy}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
