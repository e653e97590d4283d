/** The part of foliate-js 1.0.1 that the reader uses; the package brings no types. */
declare module 'foliate-js/paginator.js' {}

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
    /** What is on screen; null in books whose pages are drawings. */
    range: Range | null
    tocItem?: Contents | null
    /** The page of the printed book. */
    pageItem?: Contents | null
    section?: { current: number; total: number }
    /** A location is as much text as a small page holds. */
    location?: { current: number; next: number; total: number }
    /** What remains, in units of 1600 bytes of the book. */
    time?: { section: number; total: number }
  }

  export interface Target {
    index: number
    anchor?: ((doc: Document) => Element | Range | number | null) | number
  }

  export interface Section {
    id: string
    size?: number
    linear?: string
    /** Some formats have sections that are no pages. */
    load?: () => Promise<string | null>
    unload?: () => void
    createDocument?: () => Promise<Document>
  }

  export interface OpenBook {
    dir?: 'ltr' | 'rtl' | 'auto' | null
    toc?: Contents[] | null
    pageList?: Contents[] | null
    rendition?: { layout?: string; spread?: string }
    metadata?: { language?: string | string[] }
    sections: Section[]
    transformTarget?: EventTarget
    resolveHref(href: string): Target | null | undefined | Promise<Target | null | undefined>
    isExternal?(href: string): boolean
    splitTOCHref?(href: string): unknown[] | Promise<unknown[]>
    getTOCFragment?(doc: Document, id: unknown): Element | null
    destroy?(): void
  }

  export interface Overlayer {
    hitTest(at: { x: number; y: number }): [string, Range] | []
  }

  export interface Renderer extends HTMLElement {
    /** Of the paginator alone: where the shown part of the section begins and ends, and how long the section is. */
    start?: number
    end?: number
    viewSize?: number
    scrolled?: boolean
    atStart?: boolean
    atEnd?: boolean
    /** Counted with an empty page before the section, which is 0, and one after it. */
    page?: number
    pages?: number
    /** Lays out what is shown. */
    render?(): void
    /** Of fixed layouts alone. */
    index?: number
    setStyles?(styles: string | [string, string]): void
    getContents(): { doc: Document; index?: number; overlayer?: Overlayer }[]
    goTo(target: Target): Promise<void>
    scrollToAnchor?(anchor: Range | Element | number, select?: boolean): Promise<void>
    focusView?(): void
  }

  /** Draws rectangles over the page. */
  export type Draw = (rects: DOMRect[], options?: Record<string, unknown>) => SVGElement

  export class View extends HTMLElement {
    book: OpenBook
    renderer: Renderer
    isFixedLayout: boolean
    history: EventTarget & {
      canGoBack: boolean
      back(): void
      pushState(state: string): void
      replaceState(state: string): void
    }
    open(book: OpenBook): Promise<void>
    close(): void
    init(from: { lastLocation?: string | { fraction: number } | undefined; showTextStart?: boolean }): Promise<void>
    resolveNavigation(target: unknown): Target | null | undefined | Promise<Target | null | undefined>
    getCFI(index: number, range?: Range | null): string
    getSectionFractions(): number[]
    getProgressOf(index: number, range?: Range): { tocItem?: Contents | null }
    addAnnotation(annotation: { value: string }, isRemoval?: boolean): Promise<unknown>
    deleteAnnotation(annotation: { value: string }): Promise<unknown>
    deselect(): void
    goTo(target: string | number): Promise<unknown>
    goToFraction(fraction: number): Promise<void>
    prev(distance?: number): Promise<void>
    next(distance?: number): Promise<void>
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
    getData(writer: WritableStream<Uint8Array>): Promise<unknown>
  }
  export function configure(options: { useWebWorkers: boolean }): void
  export class BlobReader {
    constructor(blob: { readonly size: number; arrayBuffer(): Promise<ArrayBuffer> })
  }
  export class BlobWriter {
    constructor(type?: string)
  }
  export class ZipReader {
    constructor(reader: BlobReader)
    getEntries(): Promise<Entry[]>
  }
}

declare module 'foliate-js/vendor/fflate.js' {
  export function unzlibSync(data: Uint8Array): Uint8Array
}

declare module 'foliate-js/mobi.js' {
  import type { OpenBook } from 'foliate-js/view.js'

  export interface KindleBook extends OpenBook {
    /** Of the newer format alone: a part of the text, for which all that comes before it, or after it, is unpacked. */
    loadRaw?(start: number, end: number): Promise<Uint8Array>
  }

  export class MOBI {
    constructor(tools: { unzlib: (data: Uint8Array) => Uint8Array })
    open(file: { readonly size: number; arrayBuffer(): Promise<ArrayBuffer> }): Promise<KindleBook>
  }
}

declare module 'foliate-js/fb2.js' {
  import type { OpenBook } from 'foliate-js/view.js'

  export function makeFB2(file: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<OpenBook>
}

declare module 'foliate-js/overlayer.js' {
  import type { Draw } from 'foliate-js/view.js'

  export const Overlayer: { highlight: Draw; underline: Draw; outline: Draw }
}

declare module 'foliate-js/epubcfi.js' {
  /** A negative number where `a` comes before `b` in the book. */
  export function compare(a: string, b: string): number
  /** The beginning of a range, or its end. */
  export function collapse(cfi: string, toEnd?: boolean): string
}
