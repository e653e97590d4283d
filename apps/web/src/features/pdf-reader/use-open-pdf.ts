import { useQueryClient } from '@tanstack/react-query'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useState } from 'react'
import { CallError, isSignedOut } from '#api/call-error.ts'
import type { PdfFile } from './pdf-beginning.ts'
import { openPdf } from './pdf-engine.ts'

export interface OpenPdf {
  document: PDFDocumentProxy
  /** What the pages call themselves (`iv`, `12`), where they do. */
  labels: string[] | null
  /** Size of the first page: what every page is taken for until it is known. */
  usualSize: { width: number; height: number }
}

export type PdfOpening =
  | { state: 'opening' }
  | { state: 'locked'; wasWrong: boolean; answer: (password: string) => void }
  | { state: 'failed'; isDamaged: boolean }
  | { state: 'open'; pdf: OpenPdf }

/** Opens a PDF and closes it again. */
export function useOpenPdf({ id, sizeBytes }: PdfFile): PdfOpening {
  const [opening, setOpening] = useState<PdfOpening>({ state: 'opening' })
  const [attempt, setAttempt] = useState(0)
  const client = useQueryClient()
  useEffect(() => {
    let isGone = false
    let wasOpen = false
    const set = (next: PdfOpening) => {
      if (!isGone) setOpening(next)
    }
    set({ state: 'opening' })
    const task = openPdf({ id, sizeBytes }, (answer, wasWrong) => set({ state: 'locked', wasWrong, answer }))
    void (async () => {
      try {
        const document = await task.document
        const first = Promise.all([document.getPage(1), document.getPageLabels().catch(() => null)])
        const [page, labels] = await Promise.race([first, task.broken])
        const { width, height } = page.getViewport({ scale: 1 })
        set({ state: 'open', pdf: { document, labels, usualSize: { width, height } } })
        wasOpen = true
        await task.broken
      } catch (error) {
        set({ state: 'failed', isDamaged: !(error instanceof CallError) })
        if (!isGone && isSignedOut(error)) await askWhoReads()
      }
    })()
    /** The page of the reader hears the same and leads to the sign-in. Who signed in again meanwhile, in another tab, reads on. */
    async function askWhoReads() {
      const queryKey = ['reader', id]
      await client.refetchQueries({ queryKey })
      const isSignedIn = client.getQueryState(queryKey)?.status === 'success'
      if (!isGone && wasOpen && isSignedIn) setAttempt((last) => last + 1)
    }
    return () => {
      isGone = true
      task.close()
    }
  }, [id, sizeBytes, client, attempt])
  return opening
}
