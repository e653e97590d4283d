import { WEB_UPLOAD_LIMIT } from '@colophon/contract/web/uploads.ts'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fileSize } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { givenFiles } from './given-files.ts'
import type { Plan } from './plan-uploads.ts'
import { uploadQueue } from './upload-queue.ts'

const NAMED = 5

/** What was given, before it is sent: how much, where to, and what stays behind and why. */
export function GivenPanel({
  plan,
  library,
  isOnlyLibrary,
}: {
  plan: Plan
  library: { id: string; name: string }
  isOnlyLibrary: boolean
}) {
  const { t, i18n } = useTranslation()
  const { uploads, skipped, tooLarge } = plan
  const bytes = uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const send = () => {
    uploadQueue.add(uploads, library.id)
    givenFiles.forget()
  }
  const hasNothingToAsk = isOnlyLibrary && skipped.length === 0 && tooLarge.length === 0 && uploads.length > 0
  const sendNow = useRef(send)
  sendNow.current = send
  useEffect(() => {
    if (hasNothingToAsk) sendNow.current()
  }, [hasNothingToAsk])
  if (hasNothingToAsk) return null
  return (
    <section
      aria-label={t('upload.given')}
      className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5"
    >
      <p className="font-medium">
        {uploads.length > 0
          ? t('upload.ready', { count: uploads.length, size: fileSize(bytes, i18n.language), library: library.name })
          : t('upload.nothing')}
      </p>
      {tooLarge.length > 0 ? (
        <Notice kind="warning">
          {t('upload.tooLarge', {
            count: tooLarge.length,
            most: fileSize(WEB_UPLOAD_LIMIT, i18n.language),
            names: named(tooLarge),
          })}
        </Notice>
      ) : null}
      {skipped.length > 0 ? (
        <p className="text-sm break-words text-ink-soft">
          {t('upload.skipped', { count: skipped.length, names: named(skipped) })}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {uploads.length > 0 ? (
          <Button kind="primary" onClick={send}>
            {t('upload.send', { count: uploads.length })}
          </Button>
        ) : null}
        <Button onClick={givenFiles.forget}>{t(uploads.length > 0 ? 'ui.cancel' : 'ui.close')}</Button>
      </div>
    </section>
  )
}

const named = (paths: string[]) => paths.slice(0, NAMED).join(', ') + (paths.length > NAMED ? ', …' : '')
