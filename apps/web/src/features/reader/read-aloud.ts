/** A sentence of a page, and where it is. */
export interface Sentence {
  text: string
  range: Range
}

const SKIPPED = 'style, script, rt, rp, [hidden], [aria-hidden=true]'
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, td, th, dd, dt, figcaption, pre, div, section, blockquote'

/** The sentences of a page from a place on. What stands in different paragraphs is never one. */
export function sentencesFrom(doc: Document, start: Range | null): Sentence[] {
  const sentences: Sentence[] = []
  const segmenter = new Intl.Segmenter(doc.documentElement.lang || undefined, { granularity: 'sentence' })
  for (const texts of paragraphsOf(doc)) {
    const whole = texts.map(({ data }) => data).join('')
    for (const { segment, index } of segmenter.segment(whole)) {
      const text = segment.replace(/\s+/g, ' ').trim()
      const end = index + segment.trimEnd().length
      const range = text ? rangeIn(doc, texts, index, end) : undefined
      if (!range || (start && range.compareBoundaryPoints(Range.START_TO_END, start) < 0)) continue
      sentences.push({ text, range })
    }
  }
  return sentences
}

function paragraphsOf(doc: Document): Text[][] {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  const paragraphs: { block: Element | null; texts: Text[] }[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent || parent.closest(SKIPPED)) continue
    const block = parent.closest(BLOCKS)
    const last = paragraphs.at(-1)
    if (last && last.block === block) last.texts.push(node as Text)
    else paragraphs.push({ block, texts: [node as Text] })
  }
  return paragraphs.map(({ texts }) => texts)
}

function rangeIn(doc: Document, texts: readonly Text[], start: number, end: number): Range | undefined {
  const range = doc.createRange()
  let passed = 0
  for (const text of texts) {
    const isFirst = passed <= start && start < passed + text.length
    if (isFirst) range.setStart(text, start - passed)
    if (passed < end && end <= passed + text.length) {
      range.setEnd(text, end - passed)
      return range
    }
    passed += text.length
  }
  return undefined
}
