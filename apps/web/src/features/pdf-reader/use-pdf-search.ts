import { useEffect, useRef, useState } from 'react'
import { findHits, type HitPiece, type PageText } from './search-text.ts'
import type { OpenPdf } from './use-open-pdf.ts'

export interface PdfHit {
  /** From 0. */
  page: number
  pieces: HitPiece[]
}

export interface PdfSearch {
  hits: PdfHit[]
  /** Share of the pages that were looked at; 1 when all of them were. */
  share: number
}

const MOST_HITS = 2_000
const nothing: PdfSearch = { hits: [], share: 1 }

/** Looks through the whole document for words, page by page, and tells what it found meanwhile. */
export function usePdfSearch(pdf: OpenPdf, words: string): PdfSearch {
  const [search, setSearch] = useState(nothing)
  const texts = useRef(new Map<number, PageText>())
  useEffect(() => {
    if (words.trim().length < 2) {
      setSearch(nothing)
      return undefined
    }
    let isGone = false
    void (async () => {
      const hits: PdfHit[] = []
      const { numPages } = pdf.document
      let toldAt = 0
      for (let page = 0; page < numPages && hits.length < MOST_HITS && !isGone; page++) {
        const text = texts.current.get(page) ?? (await textOf(pdf, page))
        texts.current.set(page, text)
        if (isGone) return
        for (const pieces of findHits(text, words)) hits.push({ page, pieces })
        if (performance.now() - toldAt > 250) {
          toldAt = performance.now()
          setSearch({ hits: [...hits], share: (page + 1) / numPages })
        }
      }
      if (!isGone) setSearch({ hits, share: 1 })
    })()
    return () => {
      isGone = true
    }
  }, [pdf, words])
  return search
}

async function textOf(pdf: OpenPdf, index: number): Promise<PageText> {
  try {
    const page = await pdf.document.getPage(index + 1)
    const { items } = await page.getTextContent()
    return { items: items.flatMap((item) => ('str' in item ? [{ text: item.str, endsLine: item.hasEOL }] : [])) }
  } catch {
    // One page that cannot be read does not end the search.
    return { items: [] }
  }
}
