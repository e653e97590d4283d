/**
 * Converts every EPUB of a folder for Kobo readers and looks at each page with a strict parser of XML: it must be well-formed, its text
 * must be that of the source, and converting it again must change nothing.
 *
 *   node scripts/check-kepub.ts [DIR]      (default ../shared/corpus/books)
 */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isTag } from 'domhandler'
import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { parseContentDocument, textNodesOf } from '../packages/formats/src/kepub/content-document.ts'
import { convertToKepub } from '../packages/formats/src/kepub/convert.ts'
import { convertDocument } from '../packages/formats/src/kepub/convert-document.ts'
import { decodeXml } from '../packages/formats/src/text/decode.ts'

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/corpus/books'))
if (!existsSync(folder)) {
  console.log(`kepub check: skipped, there is no ${folder}`)
  process.exit(0)
}

const work = mkdtempSync(join(tmpdir(), 'kepub-check-'))
const target = join(work, 'book.kepub.epub')
const count = { converted: 0, kept: 0, pages: 0, spans: 0, passed: 0, failed: 0 }
for (const name of globSync('**/*.epub', { cwd: folder }).sort()) {
  const faults = checkBook(join(folder, name))
  for (const fault of faults) console.log(`${name}: ${fault}`)
  if (faults.length > 0) count.failed++
  else count.passed++
}
rmSync(work, { recursive: true })
console.log(
  `${count.converted} books converted (${count.pages} pages, ${count.spans} spans), ${count.kept} kept as they are`,
)
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed > 0 ? 1 : 0

function checkBook(source: string): string[] {
  try {
    const result = convertToKepub({ source, target })
    if (!result.isConverted) {
      count.kept++
      return []
    }
    count.converted++
    const [before, after] = [unzipSync(readFileSync(source)), unzipSync(readFileSync(target))]
    return result.documents.flatMap(({ path, spans }) => {
      count.pages++
      count.spans += spans.length
      return checkPage(before[path], after[path]).map((fault) => `${path}: ${fault}`)
    })
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function checkPage(before: Uint8Array | undefined, after: Uint8Array | undefined): string[] {
  if (!before || !after) return ['the page is not there']
  const xhtml = new TextDecoder().decode(after)
  const source = textOf(decodeXml(before))
  const faults: string[] = []
  const strict = strictTextOf(xhtml, faults)
  if (strict !== source) faults.push('its text was changed')
  if (convertDocument(parseContentDocument(xhtml)).xhtml !== xhtml) faults.push('a second conversion changes it')
  return faults
}

function textOf(page: string): string {
  const nodes = textNodesOf(parseContentDocument(page).body).filter(
    ({ parent }) => !(parent && isTag(parent) && isCode(parent.name)),
  )
  const text = nodes.map(({ data }) => data).join('')
  return text.replaceAll('\ufffd', '')
}

/** Its text is none for a reader, and HTML and XML write it in different ways. */
function isCode(name: string): boolean {
  return name === 'script' || name === 'style'
}

/** Text of the body as a parser of XML sees it; what is not well-formed goes to `faults`. */
function strictTextOf(xhtml: string, faults: string[]): string {
  const parser = new SaxesParser({ xmlns: true })
  let text = ''
  let depth = 0
  let isHidden = false
  parser.on('error', (error) => void faults.push(error.message))
  parser.on('opentag', ({ name }) => {
    if (name === 'body' || depth > 0) depth++
    isHidden = isCode(name)
  })
  const add = (part: string) => {
    if (depth > 0 && !isHidden) text += part
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    if (depth > 0) depth--
    isHidden = false
  })
  parser.write(xhtml).close()
  return text
}
