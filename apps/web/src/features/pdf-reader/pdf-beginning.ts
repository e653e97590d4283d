import { readFileContent } from '@colophon/contract/web/books.ts'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.mjs?worker&url'
import type { BookBytes } from '#api/book-bytes.ts'
import { addressOf } from '#api/call.ts'
import { CallError } from '#api/call-error.ts'
import { remoteFile } from '#api/remote-file.ts'

/** What opening a PDF begins with, and what can go on while the code of the reader is on its way. */
export interface PdfBeginning {
  /** The thread that reads the document. */
  thread: Worker
  /** Fails when the code of the thread cannot be had. */
  threadFailed: Promise<never>
  file: BookBytes
}

export interface PdfFile {
  id: string
  sizeBytes: number
}

let begun: { fileId: string; beginning: PdfBeginning } | undefined

/** Has the thread load its code, and fetches the two ends of the file: a PDF is read from its end, and its first page stands in front. */
export function beginPdf(file: PdfFile): void {
  const beginning = begin(file)
  for (const end of [beginning.file.slice(0, 1), beginning.file.slice(file.sizeBytes - 1)]) {
    // Whoever needs it asks again, and hears of it.
    end.arrayBuffer().catch(() => undefined)
  }
  begun?.beginning.thread.terminate()
  begun = { fileId: file.id, beginning }
}

/** The beginning of a file, for one opening of it. */
export function takePdfBeginning(file: PdfFile): PdfBeginning {
  if (begun?.fileId !== file.id) return begin(file)
  const { beginning } = begun
  begun = undefined
  return beginning
}

function begin({ id, sizeBytes }: PdfFile): PdfBeginning {
  const thread = new Worker(new URL(workerUrl, import.meta.url), { type: 'module' })
  const { promise: threadFailed, reject } = Promise.withResolvers<never>()
  thread.addEventListener('error', () => reject(new CallError(0, 'the code that reads PDFs could not be loaded')))
  // It may be known before anybody waits for it.
  threadFailed.catch(() => undefined)
  const file = remoteFile(addressOf(readFileContent, { params: { fileId: id } }), sizeBytes)
  return { thread, threadFailed, file }
}
