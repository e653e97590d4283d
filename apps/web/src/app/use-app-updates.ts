import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { showToast } from '#ui/toast-store.ts'
import { whenQuiet } from '#ui/when-quiet.ts'
import { registerWorker } from './register-worker.ts'

/** The first page comes first, and whatever somebody does with it; what makes the app installable follows when all is quiet. */
const QUIET_MS = 2_000

/** Keeps the app for days without a network, and offers a new version of it as soon as one has come. */
export function useAppUpdates(): void {
  const { t } = useTranslation()
  const offer = useRef<(takeOver: () => void) => void>(() => undefined)
  offer.current = (takeOver) => {
    showToast(t('frame.update'), { isLasting: true, action: { label: t('frame.takeUpdate'), run: takeOver } })
  }
  useEffect(() => {
    // Where the browser keeps no worker (private windows, plain http) the app works as it does without.
    const start = () => void registerWorker((takeOver) => offer.current(takeOver)).catch(() => undefined)
    return whenQuiet(start, QUIET_MS)
  }, [])
}
