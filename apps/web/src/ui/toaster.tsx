import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { currentToasts, dismissToast, followToasts, type Toast } from './toast-store.ts'

/** Where toasts appear: above the bar of a phone, in the corner of a wide window. */
export function Toaster() {
  const { t } = useTranslation()
  const toasts = useSyncExternalStore(followToasts, currentToasts)
  return (
    <section
      aria-label={t('ui.messages')}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(4.5rem+var(--player-height)+var(--choosing-height)+env(safe-area-inset-bottom))] z-50 flex flex-col items-center gap-2 md:inset-x-auto md:end-6 md:bottom-[calc(1.5rem+var(--player-height)+var(--choosing-height))] md:items-end"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

/** Long enough to read and reach it; it waits while somebody points at it or is in it. */
const SHOWN_MS = 10_000

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation()
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld || toast.isLasting) return
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [toast, isHeld])
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex max-w-md animate-[appear_160ms_both] items-center gap-1 rounded-xl bg-ink py-1 ps-4 pe-1 text-[0.9375rem] text-paper shadow-raised"
    >
      <p className="min-w-0 py-2">{toast.text}</p>
      {toast.action ? (
        <button
          type="button"
          className="min-h-11 shrink-0 rounded-lg px-3 font-semibold underline underline-offset-4"
          onClick={() => {
            toast.action?.run()
            dismissToast(toast.id)
          }}
        >
          {toast.action.label}
        </button>
      ) : null}
      <IconButton
        label={t('ui.close')}
        className="text-paper hover:bg-transparent hover:text-paper"
        onClick={() => dismissToast(toast.id)}
      >
        <X size={18} aria-hidden />
      </IconButton>
    </div>
  )
}
