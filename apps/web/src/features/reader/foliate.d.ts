/** The part of foliate-js 1.0.1 that the reader uses; the package brings no types. */
declare module 'foliate-js/view.js' {
  export interface Contents {
    label: string | null
    href: string | null
    subitems: Contents[] | null
  }

  export interface BookLocation {
    /** 0 to 1: the end of what is on screen. */
    fraction?: number
    cfi: string
    tocItem?: Contents | null
    /** Minutes of reading that remain. */
    time?: { section: number; total: number }
  }

  export interface OpenBook {
    dir?: 'ltr' | 'rtl' | 'auto' | null
    toc?: Contents[] | null
    rendition?: { layout?: string }
    sections: { id: string; load(): Promise<string | null> }[]
    transformTarget?: EventTarget
    destroy(): void
  }

  export interface Renderer extends HTMLElement {
    setStyles?(styles: string | [string, string]): void
    getContents(): { doc: Document; index: number }[]
  }

  export class View extends HTMLElement {
    book: OpenBook
    renderer: Renderer
    isFixedLayout: boolean
    history: EventTarget & { canGoBack: boolean; back(): void }
    open(book: OpenBook): Promise<void>
    close(): void
    init(from: { lastLocation?: string | { fraction: number } | undefined; showTextStart?: boolean }): Promise<void>
    resolveNavigation(target: unknown): { index: number } | null | undefined
    goTo(target: string): Promise<unknown>
    goToFraction(fraction: number): Promise<void>
    prev(): Promise<void>
    next(): Promise<void>
    goLeft(): Promise<void>
    goRight(): Promise<void>
  }
}

declare module 'foliate-js/epub.js' {
  import type { OpenBook } from 'foliate-js/view.js'

  export interface Archive {
    loadText(name: string): Promise<string> | null
    loadBlob(name: string, type?: string): Promise<Blob> | null
    getSize(name: string): number
    sha1(text: string): Promise<Uint8Array>
  }

  export class EPUB {
    constructor(archive: Archive)
    init(): Promise<OpenBook>
  }
}

declare module 'foliate-js/vendor/zip.js' {
  export interface Entry {
    filename: string
    uncompressedSize: number
    getData(writer: BlobWriter): Promise<Blob>
  }
  export function configure(options: { useWebWorkers: boolean }): void
  export class BlobReader {
    constructor(blob: Blob)
  }
  export class BlobWriter {
    constructor(type?: string)
  }
  export class ZipReader {
    constructor(reader: BlobReader)
    getEntries(): Promise<Entry[]>
  }
}
