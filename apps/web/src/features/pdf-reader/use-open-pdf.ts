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
  const client = useQueryClient()
  useEffect(() => {
    let isGone = false
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
        await task.broken
      } catch (error) {
        // Asked anew, the page of the reader hears the same and leads to the sign-in.
        if (isSignedOut(error)) void client.refetchQueries({ queryKey: ['reader', id] })
        set({ state: 'failed', isDamaged: !(error instanceof CallError) })
      }
    })()
    return () => {
      isGone = true
      task.close()
    }
  }, [id, sizeBytes, client])
  return opening
}
