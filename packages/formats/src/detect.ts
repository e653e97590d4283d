import * as path from 'node:path'
import type { BookFile } from './bytes/book-file.ts'
import { isKepub } from './epub/is-kepub.ts'
import { type Format, UnreadableBook } from './facts.ts'
import { FORMATS_OF_NAME, NAMES_OF_FORMATS } from './formats-of-names.ts'
import { SNIFF_BYTES, type Sniffed, sniff } from './sniff.ts'
import { formatOfZip } from './zip/format-of-zip.ts'
import { ZipArchive } from './zip/zip-archive.ts'

export interface Detected {
  format: Format
  /** Open already, where the format is a ZIP inside. */
  zip?: ZipArchive
  /** A sentence when the name says something else than the content. */
  warning?: string
}

/** Used anew for each file: looking is over before the next one comes. */
const scratch = Buffer.allocUnsafeSlow(SNIFF_BYTES)

/**
 * Decides by its content what a file is; the name only settles what the content leaves open.
 * @throws {UnreadableBook} `wrong-type` for what is no book, `unsupported` for books of kinds that are not read
 */
export function detect(file: BookFile): Detected {
  const name = path.basename(file.path).toLowerCase()
  const head = scratch.subarray(0, file.readInto(scratch, 0, Math.min(SNIFF_BYTES, file.size)))
  const detected = resolve(file, head, sniff(head), name)
  const expected = FORMATS_OF_NAME[path.extname(name)]
  if (expected && !expected.includes(detected.format)) {
    detected.warning = `The file is named “${path.extname(name)}”, but its content is ${NAMES_OF_FORMATS[detected.format]}; it was read as that.`
  }
  return detected
}

function resolve(file: BookFile, head: Buffer, kind: Sniffed, name: string): Detected {
  if (typeof kind === 'object') throw refuse(kind, name)
  if (kind === 'zip') return resolveZip(file, name)
  if (kind === 'rar') return { format: 'cbr' }
  if (kind === '7z') return { format: 'cb7' }
  if (kind === 'tar') return { format: 'cbt' }
  if (kind === 'mobi') return { format: mobiFormat(file, head, name) }
  if (kind === 'mp4') return { format: mp4Format(head, name) }
  if (kind === 'text') {
    if (/\.(txt|text)$/.test(name)) return { format: 'txt' }
    throw new UnreadableBook('wrong-type', 'The file is plain text and no book.')
  }
  return { format: kind }
}

function resolveZip(file: BookFile, name: string): Detected {
  const zip = new ZipArchive(file)
  const format = formatOfZip(zip, name)
  return { format: format === 'epub' && isKepub(zip, name) ? 'kepub' : format, zip }
}

/** Version 8 alone is AZW3; a file that holds both is what its first half says. */
function mobiFormat(file: BookFile, head: Buffer, name: string): Format {
  const firstRecord = head.length >= 82 ? head.readUInt32BE(78) : 0
  const header = file.read(firstRecord, 40)
  if (header.length === 40 && header.readUInt32BE(36) >= 8) return 'azw3'
  return /\.azw\d?$/.test(name) ? 'azw' : 'mobi'
}

function mp4Format(head: Buffer, name: string): Format {
  if (/\.m4b$/.test(name)) return 'm4b'
  return head.toString('latin1', 8, 12) === 'M4B ' ? 'm4b' : 'm4a'
}

function refuse(kind: Exclude<Sniffed, string>, name: string): UnreadableBook {
  if ('unsupported' in kind)
    return new UnreadableBook('unsupported', `Files of the kind ${kind.unsupported} are not read.`)
  if (kind.other === 'program') return new UnreadableBook('wrong-type', 'The file is a program and no book.')
  if (kind.other !== 'file of unknown kind')
    return new UnreadableBook('wrong-type', `The file is a ${kind.other} and no book.`)
  const hint = FORMATS_OF_NAME[path.extname(name)] ? ' It may be damaged or locked.' : ''
  return new UnreadableBook('wrong-type', `The content of the file is of no kind that is known.${hint}`)
}
