import { fontFaces, fontFamilies } from './fonts.ts'
import { type Paper, papers } from './papers.ts'
import type { ReaderSettings } from './reader-settings.ts'

/** Styles for the pages of a book: before its own, and after them. The book keeps its typography unless told otherwise. */
export function bookStyles(paper: Paper, settings: ReaderSettings): [string, string] {
  const before = `
    html { font-family: ${fontFamilies.unset}; line-height: 1.55; text-rendering: optimizeLegibility; font-kerning: normal; }
    a:any-link { color: ${paper.link}; text-underline-offset: 0.15em; text-decoration-thickness: from-font; }
    img, svg { max-width: 100%; }
    p { orphans: 2; widows: 2; }
    h1, h2, h3, h4 { break-after: avoid; text-wrap: balance; }
  `
  const after = `
    html {
      --theme-bg-color: ${paper.background};
      color-scheme: ${paper.scheme} !important;
      color: ${paper.ink} !important;
      font-size: ${settings.fontSize}% !important;
      hanging-punctuation: allow-end last;
      -webkit-text-size-adjust: none;
      -webkit-touch-callout: none;
    }
    body { color: inherit !important; }
    a:any-link, a:any-link * { color: ${paper.link} !important; }
    pre { white-space: pre-wrap !important; tab-size: 2; }
    aside[epub|type~='footnote'], aside[epub|type~='endnote'] { break-inside: avoid; }
    img, svg image { cursor: zoom-in; }
    a img, a svg image { cursor: pointer; }
    ::selection { background: color-mix(in srgb, ${paper.link} 30%, transparent); }
    ${paper === papers.light ? '' : INK_FOR_ALL}
    ${typeOf(settings)}
  `
  return [before, `@namespace epub 'http://www.idpf.org/2007/ops';${fontFaces(settings.font)}${after}`]
}

/** Books set black letters on nothing, or on white boxes; both must give way on other paper. */
const INK_FOR_ALL = `
  body, body *:not(img, svg, svg *, video, a, a *) { color: inherit !important; }
  body *:not(img, svg, svg *, video) { background-color: transparent !important; border-color: currentcolor; }
`

const TEXT = 'p, li, blockquote, dd, dt, td, figcaption'

/** What a reader chose over the typography of the book; nothing for all that they left to it. */
function typeOf(settings: ReaderSettings): string {
  const { font, weight, lineSpacing, paragraphSpacing, align, hyphens } = settings
  const rules: string[] = []
  if (font !== 'book') {
    rules.push(
      `body, body *:not(pre, pre *, code, code *, kbd, samp, math, math *, svg *) { font-family: ${fontFamilies[font]} !important; }`,
    )
  }
  if (weight !== null) rules.push(`body, ${TEXT} { font-weight: ${weight} !important; }`)
  if (lineSpacing !== null) {
    // Small letters inside a line must not pull it together: the spacing is of the line.
    rules.push(`html, body, div, section, ${TEXT}, span, a { line-height: ${lineSpacing.toFixed(2)} !important; }`)
  }
  if (paragraphSpacing !== null) rules.push(`p { margin-block: ${(paragraphSpacing / 2).toFixed(3)}em !important; }`)
  if (align !== 'book') rules.push(`p:not([align=center]), li, blockquote, dd { text-align: ${align} !important; }`)
  if (hyphens !== 'book') {
    rules.push(
      `${TEXT} { hyphens: ${hyphens === 'on' ? 'auto' : 'manual'} !important; -webkit-hyphens: ${hyphens === 'on' ? 'auto' : 'manual'} !important; hyphenate-limit-chars: 6 3 3; }`,
      'h1, h2, h3, h4, h5, h6 { hyphens: manual !important; }',
    )
  }
  return rules.join('\n')
}
