/** What XML 1.0 can hold at all; everything else would make a document that no reader opens. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text as it stands in a document of XML, between tags and in attributes alike. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(NO_CHARACTER, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
