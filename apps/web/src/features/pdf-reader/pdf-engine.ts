import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, version } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { address } from '#api/address.ts'

GlobalWorkerOptions.workerSrc = new URL(workerUrl, import.meta.url).href

/** Asked for at one go: a page of text needs one or two of these. */
const RANGE_BYTES = 1 << 18
/** Pictures with more pixels are left out of a page: they would need 200 MB each. */
const MAX_PICTURE_PIXELS = 50_000_000

export interface Opening {
  document: Promise<PDFDocumentProxy>
  close(): void
}

/**
 * Opens a PDF piece by piece: only what the shown pages need is ever fetched. Its scripts never run, because nothing here
 * can run them, and forms are shown as they were printed.
 * @param askPassword told that a password is needed, and whether the last one was wrong; answers by calling back
 */
export function openPdf(
  url: string,
  askPassword: (answer: (password: string) => void, wasWrong: boolean) => void,
): Opening {
  const parts = new URL(address(`/assets/pdfjs-${version}/`), location.href).href
  const task = getDocument({
    url,
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
  return { document: task.promise, close: () => void task.destroy() }
}
