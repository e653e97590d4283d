import { sanitiseHtml } from '@colophon/formats/html/sanitise.ts'

/** Markup is made safe before it is kept; text without any stays as it was written. Null where there is none. */
export function cleanDescription(text: string | null): string | null {
  if (text === null || text.trim() === '') return null
  return /<[a-z!/?]/i.test(text) ? sanitiseHtml(text) : text
}
