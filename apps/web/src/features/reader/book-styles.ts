import { type PaperName, papers } from './reader-settings.ts'

/** Styles for the pages of a book: before its own, and after them. The book keeps its typography, we set the paper. */
export function bookStyles(paperName: PaperName, fontSize: number): [string, string] {
  const { scheme, background, ink, link } = papers[paperName]
  const before = `
    html { font-family: ui-serif, 'Iowan Old Style', Palatino, Georgia, serif; line-height: 1.55; }
    a:any-link { color: ${link}; }
    img, svg { max-width: 100%; }
  `
  const after = `
    html {
      --theme-bg-color: ${background};
      color-scheme: ${scheme} !important;
      color: ${ink} !important;
      font-size: ${fontSize}% !important;
      hanging-punctuation: allow-end last;
    }
    body { color: inherit !important; }
    pre { white-space: pre-wrap !important; }
    aside[epub|type~='footnote'], aside[epub|type~='endnote'] { break-inside: avoid; }
    ${paperName === 'light' ? '' : inkForAll(link)}
  `
  return [before, `@namespace epub 'http://www.idpf.org/2007/ops';${after}`]
}

/** Books set black letters on nothing, or on white boxes; both must give way on other paper. */
const inkForAll = (link: string) => `
  body, body *:not(img, svg, svg *, video, a, a *) { color: inherit !important; }
  body *:not(img, svg, svg *, video) { background-color: transparent !important; border-color: currentcolor; }
  a:any-link, a:any-link * { color: ${link} !important; }
`
