import { downloadArchive, planArchive } from '@colophon/contract/web/archive.ts'
import { type BookSelection, type BulkChange, changeManyBooks, readBulkJob } from '@colophon/contract/web/bulk.ts'
import { undoChange } from '@colophon/contract/web/changes.ts'
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AnswerOf, addressOf, call } from '#api/call.ts'
import { showToast } from '#ui/toast-store.ts'
import type { BookSearch } from './book-search.ts'
import { filtersOf } from './book-search.ts'
import type { Selection } from './selection.ts'

/** The marked books as the server takes them. */
export const selectionOf = ({ isAll, ids }: Selection, search: BookSearch): BookSelection =>
  isAll ? { filters: filtersOf(search), except: [...ids] } : { ids: [...ids] }

/** A job is asked about so often. */
const ASK_MS = 700

const refresh = (client: QueryClient) =>
  Promise.all(['books', 'book', 'libraries', 'names'].map((key) => client.invalidateQueries({ queryKey: [key] })))

/** Loads the best files of the marked books as one ZIP file. */
export function useDownloadMany() {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: (selection: BookSelection) => call(planArchive, { body: { selection } }),
    onSuccess: ({ files, withoutFile }) => {
      if (withoutFile > 0) showToast(t('choose.withoutFile', { count: withoutFile }))
      if (files.length === 0) return
      const link = document.createElement('a')
      link.href = addressOf(downloadArchive, { query: { files: files.join(',') } })
      link.download = ''
      link.click()
    },
    onError: (error) => showToast(error.message, { isLasting: true }),
  })
}

/** Changes the marked books, says so, and offers to take it back. */
export function useBulkChange() {
  const client = useQueryClient()
  const { t } = useTranslation()

  async function takeBack(changeId: string | null, before: AnswerOf<typeof changeManyBooks>['statesBefore']) {
    if (changeId) await call(undoChange, { params: { changeId }, body: { anyway: true } })
    for (const { state, ids } of before) {
      await call(changeManyBooks, { body: { selection: { ids }, change: { kind: 'state', state } } })
    }
    await refresh(client)
    showToast(t('choose.undone'))
  }

  async function untilDone(jobId: string, count: number) {
    const close = showToast(t('choose.working', { count }), { isLasting: true })
    try {
      for (;;) {
        const job = await call(readBulkJob, { params: { jobId } })
        if (job.error) throw new Error(job.error)
        if (job.isDone) return job.changeId
        await new Promise((resolve) => setTimeout(resolve, ASK_MS))
      }
    } finally {
      close()
    }
  }

  return useMutation({
    mutationFn: async ({ selection, change }: { selection: BookSelection; change: BulkChange }) => {
      const { count, changeId, jobId, statesBefore } = await call(changeManyBooks, { body: { selection, change } })
      const finish = async (id: string | null) => {
        await refresh(client)
        const run = () =>
          void takeBack(id, statesBefore).catch((error: Error) => showToast(error.message, { isLasting: true }))
        const canUndo = id !== null || statesBefore.length > 0
        showToast(
          t(`choose.done.${change.kind}`, { count }),
          canUndo ? { action: { label: t('choose.undo'), run } } : {},
        )
      }
      if (jobId === null) return finish(changeId)
      // The page is free meanwhile; what comes of it is told when it is done.
      void untilDone(jobId, count)
        .then(finish)
        .catch((error: Error) => showToast(error.message, { isLasting: true }))
    },
  })
}
