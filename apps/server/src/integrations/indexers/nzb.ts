import { UnreadableBook } from '@colophon/formats/facts.ts'
import { walkXml } from '@colophon/formats/xml/walk-xml.ts'

/** Whether bytes are a list of articles with at least one in it. */
export function isNzb(bytes: Uint8Array): boolean {
  let isList = false
  let hasSegment = false
  try {
    walkXml(new TextDecoder().decode(bytes), {
      open(name) {
        if (!isList && name !== 'nzb') return false
        isList = true
        hasSegment = name === 'segment'
        return !hasSegment && undefined
      },
    })
  } catch (error) {
    if (error instanceof UnreadableBook) return false
    throw error
  }
  return hasSegment
}
