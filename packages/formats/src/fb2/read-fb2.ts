import { MAX_COVER_BYTES, toCover } from '../cover/to-cover.ts'
import type { CoverPicture, ReadBook } from '../facts.ts'
import { decodeXml } from '../text/decode.ts'
import { factsOfDescription, parseDescription } from './description.ts'

/**
 * Reads a FictionBook that is in memory as a whole; its pictures stand at its end, so nothing less will do.
 * @throws {UnreadableBook} when it is none
 */
export function readFb2(bytes: Buffer, options: { cover: boolean; format: 'fb2' | 'fbz' }): ReadBook {
  const description = parseDescription(decodeXml(upToBody(bytes)))
  const facts = factsOfDescription(description, options.format)
  if (!options.cover || !description.coverId) return { facts, cover: null }
  const outcome = findBinary(bytes, description.coverId)
  if (outcome.reason) facts.warnings.push(outcome.reason)
  return { facts, cover: outcome.cover }
}

/** The description is a few kilobytes in front of the text of the whole book. */
function upToBody(bytes: Buffer): Buffer {
  const end = bytes.indexOf('</description>')
  return end < 0 ? bytes : bytes.subarray(0, end + '</description>'.length)
}

/** Finds the picture of that id by its bytes: base64 and ids are ASCII in every encoding that FictionBooks use. */
function findBinary(bytes: Buffer, id: string): { cover: CoverPicture | null; reason?: string } {
  const ascii =
    bytes[1] === 0 || bytes[0] === 0 || bytes[0] === 0xff || bytes[0] === 0xfe ? Buffer.from(decodeXml(bytes)) : bytes
  for (let at = ascii.indexOf('<binary'); at >= 0; at = ascii.indexOf('<binary', at + 7)) {
    const tagEnd = ascii.indexOf('>', at)
    if (tagEnd < 0) break
    const tag = ascii.toString('utf8', at, Math.min(tagEnd, at + 2000))
    if (/\bid\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] !== id) continue
    const end = ascii.indexOf('</binary', tagEnd)
    const content = ascii.subarray(tagEnd + 1, end < 0 ? ascii.length : end)
    if (content.length > MAX_COVER_BYTES * 1.5)
      return { cover: null, reason: 'The cover is larger than 20 MB and was left out.' }
    return toCover(Buffer.from(content.toString('latin1'), 'base64'))
  }
  return { cover: null, reason: 'The cover that the book names is not in it.' }
}
