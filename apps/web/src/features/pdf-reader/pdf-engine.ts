import { getDocument, type PDFDocumentProxy, PDFWorker, version } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { address } from '#api/address.ts'
import { type PdfFile, takePdfBeginning } from './pdf-beginning.ts'
import { PdfRanges } from './pdf-ranges.ts'

/** Asked for at one go: a page of text needs one or two of these. */
const RANGE_BYTES = 1 << 18
/** Pictures with more pixels are left out of a page: they would need 200 MB each. */
const MAX_PICTURE_PIXELS = 50_000_000

export interface Opening {
  document: Promise<PDFDocumentProxy>
  /** Fails when the document cannot be read on after it was opened. */
  broken: Promise<never>
  close(): void
}

/**
 * Opens a PDF piece by piece: only what the shown pages need is ever fetched. Its scripts never run, because nothing here
 * can run them, and forms are shown as they were printed.
 * @param askPassword told that a password is needed, and whether the last one was wrong; answers by calling back
 */
export function openPdf(
  source: PdfFile,
  askPassword: (answer: (password: string) => void, wasWrong: boolean) => void,
): Opening {
  const { thread, threadFailed, file } = takePdfBeginning(source)
  const { promise: broken, reject: fail } = Promise.withResolvers<never>()
  broken.catch(() => undefined)
  const ranges = new PdfRanges(file, fail)
  const parts = new URL(address(`/assets/pdfjs-${version}/`), location.href).href
  const task = getDocument({
    range: ranges,
    worker: PDFWorker.create({ port: thread }),
    rangeChunkSize: RANGE_BYTES,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: `${parts}cmaps/`,
    standardFontDataUrl: `${parts}standard_fonts/`,
    iccUrl: `${parts}iccs/`,
    wasmUrl: `${parts}wasm/`,
    useWasm: false,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: MAX_PICTURE_PIXELS,
    verbosity: 0,
  })
  // 2: the password that was given is wrong.
  task.onPassword = (answer: (password: string) => void, reason: number) => askPassword(answer, reason === 2)
  // Once it is open, what goes wrong in the thread concerns a page, which says so itself.
  const document = Promise.race([task.promise, broken, threadFailed])
  document.then(
    () => ranges.bePatient(),
    () => undefined,
  )
  return {
    document,
    broken,
    close: () => {
      // One that is at work ends it first; one whose code never came would not answer.
      void Promise.race([task.destroy(), threadFailed])
        .finally(() => thread.terminate())
        .catch(() => undefined)
    },
  }
}
