import { createHash } from 'node:crypto'

export interface PdfRecipe {
  title: string
  /** Lines of text of each page. */
  pages: string[][]
  /** Title and page, from 1. */
  outline?: [title: string, page: number][]
  /** Script that the document wants to run when it is opened. */
  script?: string
  password?: string
  /** Bytes of a picture on each page, which make the file large. */
  pictureBytes?: number
}

/** A PDF of text in a font that is not part of it, with links: on each page one to the last page and one to the web. */
export function makePdf({ title, pages, outline = [], script, password, pictureBytes = 0 }: PdfRecipe): Buffer {
  const lock = password === undefined ? undefined : lockOf(password)
  const objects = new Map<number, (string | Buffer)[]>()
  const text = (number: number, words: string) =>
    lock
      ? `<${lock.encrypt(number, Buffer.from(words, 'latin1')).toString('hex')}>`
      : `(${words.replace(/[()\\]/g, '\\$&')})`
  const pageNumber = (index: number) => 100 + index * 4
  const last = pageNumber(pages.length - 1)
  const kids = pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')
  const action = script ? `/OpenAction << /S /JavaScript /JS ${text(1, script)} >>` : ''
  const contents = outline.length > 0 ? '/Outlines 5 0 R' : ''
  objects.set(1, [`<< /Type /Catalog /Pages 2 0 R ${contents} ${action} >>`])
  objects.set(2, [`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`])
  objects.set(3, [`<< /Title ${text(3, title)} >>`])
  objects.set(4, ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'])
  if (outline.length > 0) {
    objects.set(5, [`<< /Type /Outlines /First 6 0 R /Last ${5 + outline.length} 0 R /Count ${outline.length} >>`])
  }
  for (const [index, [name, page]] of outline.entries()) {
    const next = index + 1 < outline.length ? `/Next ${7 + index} 0 R` : ''
    const before = index > 0 ? `/Prev ${5 + index} 0 R` : ''
    objects.set(6 + index, [
      `<< /Title ${text(6 + index, name)} /Parent 5 0 R ${next} ${before} /Dest [${pageNumber(page - 1)} 0 R /Fit] >>`,
    ])
  }
  for (const [index, lines] of pages.entries()) {
    const number = pageNumber(index)
    const picture = pictureBytes > 0 ? `/XObject << /P ${number + 2} 0 R >>` : ''
    objects.set(number, [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Resources << /Font << /F1 4 0 R >> ${picture} >> /Contents ${number + 1} 0 R ` +
        `/Annots [<< /Type /Annot /Subtype /Link /Rect [40 40 160 60] /Border [0 0 0] /Dest [${last} 0 R /Fit] >> ` +
        `<< /Type /Annot /Subtype /Link /Rect [200 40 380 60] /Border [0 0 0] /A << /S /URI /URI ${text(number, 'https://example.org/')} >> >>] >>`,
    ])
    const drawn = lines.map(
      (line, at) => `BT /F1 16 Tf 40 ${540 - at * 26} Td (${line.replace(/[()\\]/g, '\\$&')}) Tj ET`,
    )
    if (pictureBytes > 0) drawn.push('q 200 0 0 200 110 60 cm /P Do Q')
    const words = Buffer.from(drawn.join('\n'), 'latin1')
    objects.set(number + 1, streamOf(lock?.encrypt(number + 1, words) ?? words))
    if (pictureBytes > 0) objects.set(number + 2, pictureOf(pictureBytes, index))
  }
  if (lock) objects.set(90, [lock.dictionary])
  return assemble(objects, lock ? `/Encrypt 90 0 R /ID [<${ID.toString('hex')}> <${ID.toString('hex')}>]` : '')
}

function streamOf(bytes: Buffer, entries = ''): (string | Buffer)[] {
  return [`<< /Length ${bytes.length} ${entries} >>\nstream\n`, bytes, '\nendstream']
}

/** Grey of one shade, not packed at all. */
function pictureOf(bytes: number, shade: number): (string | Buffer)[] {
  const width = 400
  const height = Math.ceil(bytes / width)
  const entries = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`
  return streamOf(Buffer.alloc(width * height, 80 + (shade % 100)), entries)
}

function assemble(objects: Map<number, (string | Buffer)[]>, trailer: string): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  let length = 9
  const add = (piece: string | Buffer) => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
    pieces.push(bytes)
    length += bytes.length
  }
  const starts = new Map<number, number>()
  for (const [number, content] of objects) {
    starts.set(number, length)
    add(`${number} 0 obj\n`)
    for (const piece of content) add(piece)
    add('\nendobj\n')
  }
  const size = Math.max(...objects.keys()) + 1
  const table = Array.from({ length: size }, (_, number) => {
    const start = starts.get(number)
    return start === undefined ? '0000000000 65535 f \n' : `${String(start).padStart(10, '0')} 00000 n \n`
  })
  const end = length
  add(`xref\n0 ${size}\n${table.join('')}`)
  add(`trailer\n<< /Size ${size} /Root 1 0 R /Info 3 0 R ${trailer} >>\nstartxref\n${end}\n%%EOF\n`)
  return Buffer.concat(pieces)
}

const ID = Buffer.from('0123456789abcdef')
const PADDING = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex')
const PERMISSIONS = -4

/** The oldest way to protect a PDF (revision 2, 40 bits), which every program still opens. */
function lockOf(password: string) {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32)
  const owner = rc4(md5(padded).subarray(0, 5), padded)
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(PERMISSIONS)
  const key = md5(Buffer.concat([padded, owner, permissions, ID])).subarray(0, 5)
  const user = rc4(key, PADDING)
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> /P ${PERMISSIONS} >>`,
    encrypt(number: number, bytes: Buffer): Buffer {
      const own = Buffer.from([number & 255, (number >> 8) & 255, (number >> 16) & 255, 0, 0])
      return rc4(md5(Buffer.concat([key, own])).subarray(0, 10), bytes)
    },
  }
}

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest()

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const box = Array.from({ length: 256 }, (_, index) => index)
  const swap = (a: number, b: number) => {
    const kept = box[a] ?? 0
    box[a] = box[b] ?? 0
    box[b] = kept
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (box[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let i = 0
  let j = 0
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 255
      j = (j + (box[i] ?? 0)) & 255
      swap(i, j)
      return byte ^ (box[((box[i] ?? 0) + (box[j] ?? 0)) & 255] ?? 0)
    }),
  )
}
