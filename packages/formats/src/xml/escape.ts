/** What XML 1.0 can hold at all; everything else would make a document that no reader opens. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text without what a document of XML cannot hold. */
export const onlyXmlCharacters = (text: string): string => text.toWellFormed().replace(NO_CHARACTER, '')

/** Text as it stands in a document of XML, between tags and in attributes alike. */
export function escapeXml(text: string): string {
  return onlyXmlCharacters(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
