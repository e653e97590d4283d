import type { TFunction } from 'i18next'

interface Reason {
  code: string
  text: string
}

/** Quoted words and numbers of a sentence, in their order: what tells one format, size or number from another. */
export const detailsOf = (text: string): string[] =>
  [...text.matchAll(/"([^"]*)"|(-?\d+(?:\.\d+)?)/g)].map(([, quoted, number]) => quoted ?? number ?? '')

/** Why a release is not taken, in the language of the reader; the server's own sentence where it has no other words. */
export function reasonInWords(t: TFunction, { code, text }: Reason): string {
  const [a = '', b = ''] = detailsOf(text)
  const key = code.replaceAll(/[.-]/g, '_') as 'blocklist'
  return t(`release.reason.${key}`, { a, b, defaultValue: text })
}
