import { Ban, BookMarked, Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueItem } from '#api/queue.ts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { showToast } from '#ui/toast-store.ts'
import { MatchDownload } from './match-download.tsx'
import { type BlockedImport, useImportAnyway, useRejectImport } from './queue-queries.ts'

/** What an administrator may decide about files that did not come in: take them as they are, say what they are, refuse them. */
export function SettleImport({ item, blocked }: { item: QueueItem; blocked: BlockedImport | undefined }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'match' | 'reject'>()
  const accept = useImportAnyway()
  const reject = useRejectImport()
  const close = () => setOpen(undefined)
  const onError = (error: Error) => showToast(sentenceOf(error, t), { isLasting: true })
  return (
    <>
      {blocked?.actions.includes('accept') ? (
        <Button
          size="small"
          disabled={accept.isPending}
          onClick={() => accept.mutate(item.id, { onSuccess: () => showToast(t('queue.accepted')), onError })}
        >
          <Check size={16} aria-hidden />
          {t('queue.accept')}
        </Button>
      ) : null}
      <Button size="small" onClick={() => setOpen('match')}>
        <BookMarked size={16} aria-hidden />
        {t('queue.match')}
      </Button>
      {blocked?.actions.includes('reject') ? (
        <Button size="small" onClick={() => setOpen('reject')}>
          <Ban size={16} aria-hidden />
          {t('queue.reject')}
        </Button>
      ) : null}
      <Dialog title={t('queue.matchTitle')} isOpen={open === 'match'} onClose={close} className="overflow-visible">
        <MatchDownload item={item} suggested={suggestionOf(blocked)} onDone={close} />
      </Dialog>
      <Confirm
        title={t('queue.rejectTitle')}
        action={t('queue.reject')}
        isOpen={open === 'reject'}
        isBusy={reject.isPending}
        onConfirm={() =>
          reject.mutate(item.id, {
            onSuccess: () => {
              showToast(t('queue.rejected'))
              close()
            },
            onError,
          })
        }
        onClose={close}
      >
        {t('queue.rejectExplained')}
      </Confirm>
    </>
  )
}

const suggestionOf = (blocked: BlockedImport | undefined) =>
  blocked?.suggestedBookId && blocked.suggestedTitle
    ? { value: String(blocked.suggestedBookId), label: blocked.suggestedTitle }
    : undefined
