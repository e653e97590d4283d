import { deflateSync } from 'node:zlib'

/** A document of empty pages, as small as possible, with what it says of itself. For tests. */
export function buildPdf(book: {
  info?: Record<string, string>
  xmp?: string
  language?: string
  pages?: number
  /** What is drawn on each page. */
  content?: string
  mediaBox?: string
  /** A content stream of so many blanks, compressed. */
  bomb?: number
  /** Bytes that nothing refers to. */
  padding?: number
}): Buffer {
  const pages = book.pages ?? 1
  const objects = new Map<number, string>()
  const pageNumbers = Array.from({ length: pages }, (_, index) => 10 + index)
  const [metadata, language] = [book.xmp ? '/Metadata 4 0 R' : '', book.language ? `/Lang (${book.language})` : '']
  objects.set(1, `<< /Type /Catalog /Pages 2 0 R ${metadata} ${language} >>`)
  objects.set(2, `<< /Type /Pages /Count ${pages} /Kids [${pageNumbers.map((number) => `${number} 0 R`).join(' ')}] >>`)
  objects.set(
    3,
    `<< ${Object.entries(book.info ?? {})
      .map(([key, value]) => `/${key} ${hex(value)}`)
      .join(' ')} >>`,
  )
  if (book.xmp) objects.set(4, stream(Buffer.from(book.xmp).toString('latin1'), '/Type /Metadata /Subtype /XML'))
  const drawn = book.bomb
    ? stream(deflateSync(Buffer.alloc(book.bomb, ' ')).toString('latin1'), '/Filter /FlateDecode')
    : null
  objects.set(5, drawn ?? stream(book.content ?? '1 0 0 rg 0 0 1000 1000 re f'))
  if (book.padding) objects.set(6, stream(' '.repeat(book.padding)))
  for (const number of pageNumbers) {
    objects.set(number, `<< /Type /Page /Parent 2 0 R /MediaBox [${book.mediaBox ?? '0 0 300 400'}] /Contents 5 0 R >>`)
  }
  return assemble(objects)
}

function assemble(objects: Map<number, string>): Buffer {
  let body = '%PDF-1.7\n'
  const starts = new Map<number, number>()
  for (const [number, object] of objects) {
    starts.set(number, body.length)
    body += `${number} 0 obj\n${object}\nendobj\n`
  }
  const size = Math.max(...objects.keys()) + 1
  const entries = Array.from({ length: size }, (_, number) => {
    const start = starts.get(number)
    return start === undefined ? '0000000000 65535 f \n' : `${String(start).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${size}\n${entries.join('')}`
  return Buffer.from(
    `${body}${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}

function stream(content: string, entries = ''): string {
  return `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`
}

/** UTF-16 with a mark, as text strings outside of ASCII are written. */
function hex(text: string): string {
  return `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`
}
