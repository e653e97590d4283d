import { PDFDataRangeTransport } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { BookBytes } from '#api/book-bytes.ts'
import { CallError } from '#api/call-error.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000

/** Gives pdf.js the parts of a file that it asks for. */
export class PdfRanges extends PDFDataRangeTransport {
  readonly #file: BookBytes
  readonly #fail: (error: unknown) => void
  #isPatient = false
  #isClosed = false

  /** @param fail told why a part cannot be had; pdf.js itself would wait for it for ever */
  constructor(file: BookBytes, fail: (error: unknown) => void) {
    super(file.size, null)
    this.#file = file
    this.#fail = fail
  }

  /** From now on a network that is away for a while is waited for: somebody reads, and what is here can be read on. */
  bePatient(): void {
    this.#isPatient = true
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#deliver(begin, end, FIRST_WAIT_MS)
  }

  override abort(): void {
    this.#isClosed = true
  }

  async #deliver(begin: number, end: number, waitMs: number): Promise<void> {
    if (this.#isClosed) return
    try {
      const bytes = await this.#file.slice(begin, end).arrayBuffer()
      if (!this.#isClosed) this.onDataRange(begin, new Uint8Array(bytes))
    } catch (error) {
      if (this.#isPatient && mayPass(error)) {
        setTimeout(() => void this.#deliver(begin, end, Math.min(waitMs * 2, LONGEST_WAIT_MS)), waitMs)
      } else this.#fail(error)
    }
  }
}

/** The network is away, the server starts anew, or asks for patience. */
const mayPass = (error: unknown) =>
  error instanceof CallError && (error.status === 0 || error.status === 429 || error.status >= 502)
