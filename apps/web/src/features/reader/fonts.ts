import sans400i from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-italic.woff2?url'
import sans400 from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2?url'
import sans700i from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-italic.woff2?url'
import sans700 from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff2?url'
import serif400i from '@fontsource/literata/files/literata-latin-400-italic.woff2?url'
import serif400 from '@fontsource/literata/files/literata-latin-400-normal.woff2?url'
import serif700i from '@fontsource/literata/files/literata-latin-700-italic.woff2?url'
import serif700 from '@fontsource/literata/files/literata-latin-700-normal.woff2?url'
import dyslexia400i from '@fontsource/opendyslexic/files/opendyslexic-latin-400-italic.woff2?url'
import dyslexia400 from '@fontsource/opendyslexic/files/opendyslexic-latin-400-normal.woff2?url'
import dyslexia700i from '@fontsource/opendyslexic/files/opendyslexic-latin-700-italic.woff2?url'
import dyslexia700 from '@fontsource/opendyslexic/files/opendyslexic-latin-700-normal.woff2?url'
import type { ReaderSettings } from './reader-settings.ts'

const serifs = "ui-serif, 'Iowan Old Style', Palatino, Georgia, serif"
const sanses = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

/** Families by the name of the setting; other scripts than Latin fall back to what the system has for them. */
export const fontFamilies = {
  unset: serifs,
  serif: `'Colophon Literata', ${serifs}`,
  sans: `'Colophon Atkinson', ${sanses}`,
  dyslexia: `'Colophon OpenDyslexic', ${sanses}`,
}

const faces = {
  serif: { name: 'Colophon Literata', files: [serif400, serif400i, serif700, serif700i] },
  sans: { name: 'Colophon Atkinson', files: [sans400, sans400i, sans700, sans700i] },
  dyslexia: { name: 'Colophon OpenDyslexic', files: [dyslexia400, dyslexia400i, dyslexia700, dyslexia700i] },
}

/** Declarations of a bundled font for the pages of a book, whose own addresses lead nowhere. */
export function fontFaces(font: ReaderSettings['font']): string {
  if (font === 'book') return ''
  const { name, files } = faces[font]
  return files
    .map((file, index) => {
      const address = new URL(file, document.baseURI).href
      return `@font-face { font-family: '${name}'; src: url("${address}") format('woff2'); font-weight: ${index < 2 ? 400 : 700}; font-style: ${index % 2 === 0 ? 'normal' : 'italic'}; font-display: swap; }`
    })
    .join('\n')
}
