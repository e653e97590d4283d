import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { BookFile } from '../bytes/book-file.ts'
import { setAside } from '../bytes/set-aside.ts'
import { UnreadableBook } from '../facts.ts'

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

/** Below this a file is read at once; above it only the parts that are asked for. */
const WHOLE_FILE_BYTES = 1 << 20
/** Small, since of a list of pages that lie all over a scan each is looked at. */
const RANGE_BYTES = 1 << 14
/** Whoever looks for the parts of a damaged document asks for all of it; whatever else is needed is smaller. */
const MAX_RANGE_BYTES = 48 << 20
/** Enough for a list of some 9,000 pages, and for what the first of them shows. */
const MAX_READ_BYTES = 144 << 20
/** Pictures in pages with more pixels than this are left out: they would need 200 MB each. */
const MAX_PICTURE_PIXELS = 50_000_000

export class NeedsPassword extends Error {}

/**
 * Opens a document. Throws `NeedsPassword`, or `UnreadableBook` with `damaged`. Whoever opened it calls `destroy`.
 */
export async function openPdf(file: BookFile): Promise<{ document: PDFDocumentProxy; destroy: () => Promise<void> }> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const tooMuch = Promise.withResolvers<never>()
  // It may come after the document was opened; then drawing fails.
  tooMuch.promise.catch(() => destroy())
  const given = source(pdfjs, file, () => tooMuch.reject(new Error('too much of the file is asked for')))
  const task = pdfjs.getDocument({ ...given, ...settings(pdfjs) })
  const destroy = () => task.destroy()
  try {
    return { document: await Promise.race([task.promise, tooMuch.promise]), destroy }
  } catch (cause) {
    await destroy()
    if (cause instanceof Error && cause.name === 'PasswordException') throw new NeedsPassword()
    throw new UnreadableBook('damaged', 'The PDF is damaged and cannot be opened.', { cause })
  }
}

function source(pdfjs: Pdfjs, file: BookFile, onTooMuch: () => void) {
  // The engine takes the bytes over, so they must not be part of a larger buffer; nor does it accept a Buffer.
  const read = (from: number, to: number) => new Uint8Array(file.read(from, to - from))
  if (file.size <= WHOLE_FILE_BYTES) return { data: read(0, file.size) }

  const range = new pdfjs.PDFDataRangeTransport(file.size, null)
  // The engine makes a buffer of the size of the file and fills in what it asks for.
  setAside(file.size)
  let given = 0
  range.requestDataRange = (from, to) => {
    given += to - from
    if (to - from > MAX_RANGE_BYTES || given > MAX_READ_BYTES) onTooMuch()
    else queueMicrotask(() => range.onDataRange(from, read(from, to)))
  }
  return { range, rangeChunkSize: RANGE_BYTES, disableAutoFetch: true, disableStream: true }
}

function settings(pdfjs: Pdfjs) {
  const parts = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))
  return {
    verbosity: pdfjs.VerbosityLevel.ERRORS,
    // Everything the engine may want comes from its own package: nothing is ever fetched.
    cMapUrl: join(parts, 'cmaps/'),
    standardFontDataUrl: join(parts, 'standard_fonts/'),
    wasmUrl: join(parts, 'wasm/'),
    iccUrl: join(parts, 'iccs/'),
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: MAX_PICTURE_PIXELS,
  }
}
