import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProgressBar } from '#ui/progress.tsx'
import { progressOf, useUploadQueue } from './upload-queue.ts'

/** A small word in the corner while files are being sent and another page is looked at. */
export function UploadDock() {
  const { t } = useTranslation()
  const { items, isPaused } = useUploadQueue()
  const isOnPage = useRouterState({ select: ({ location }) => location.pathname.endsWith('/upload') })
  const { sent, all, left } = progressOf(items)
  if (left === 0 || isOnPage) return null
  const words = t(isPaused ? 'upload.dockPaused' : 'upload.dock', { count: left })
  return (
    <Link
      to="/upload"
      className="fixed end-4 bottom-20 z-30 flex w-60 flex-col gap-2 rounded-xl border border-line bg-surface px-4 py-3 text-sm font-medium shadow-raised md:bottom-6"
    >
      {words}
      <ProgressBar share={all > 0 ? sent / all : 0} label={words} />
    </Link>
  )
}
