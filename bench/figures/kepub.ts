import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { buildEpub } from '../../packages/formats/src/testing/build-epub.ts'
import { peakMb, residentMb } from '../process-facts.ts'
import { random } from '../random.ts'
import { measured, median, type Reading, unmeasured } from '../reading.ts'
import { startServer } from '../server.ts'
import { targets } from '../targets.ts'

const run = promisify(execFile)
const NOVEL_BYTES = 1_000_000
const CHAPTERS = 30

/** A novel converted for a Kobo: how long it takes, what memory it needs, and how fast it comes when it was converted before. */
export async function kepub(): Promise<Reading[]> {
  const dir = mkdtempSync(join(tmpdir(), 'colophon-bench-kepub-'))
  try {
    const source = join(dir, 'novel.epub')
    writeFileSync(source, novel())
    const program = fileURLToPath(new URL('../kepub-process.ts', import.meta.url))
    const { stdout } = await run(process.execPath, [program, source, join(dir, 'novel.kepub.epub')])
    const { times } = JSON.parse(stdout) as { times: number[] }
    return [
      measured('kepub of a novel of 1 MB', median(times), targets.kepubTime, '', { times }),
      ...(await inServer(source, dir)),
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** What the server that runs grows by when it converts the novel, and how soon it has the result afterwards. */
async function inServer(source: string, dir: string): Promise<Reading[]> {
  const server = await startServer()
  try {
    const library = await server.ask<{ id: string }>('POST', '/api/libraries', { name: 'Bench', paths: [dir] })
    const book = await server.ask<{ id: string }>('POST', '/api/books', { title: 'A novel', library_id: library.id })
    const file = { file_type: 'epub', file_name: 'novel.epub', file_path: source, file_size: NOVEL_BYTES }
    await server.ask('POST', `/api/books/${book.id}/files`, file)
    const { token } = await server.ask<{ token: string }>('POST', '/api/kobo/tokens', { name: 'Bench' })
    const before = residentMb(server.pid)
    const times: number[] = []
    for (let n = 0; n < 60; n++) {
      const start = performance.now()
      const answer = await fetch(`${server.origin}/kobo/${token}/download/${book.id}/kepub`)
      const reader = answer.body?.getReader()
      await reader?.read()
      times.push(performance.now() - start)
      await reader?.cancel()
    }
    const most = peakMb(server.pid)
    const memory = 'memory of its conversion'
    return [
      before === undefined || most === undefined
        ? unmeasured(memory, targets.kepubMemory, 'only Linux tells')
        : measured(memory, most - before, targets.kepubMemory, `the server had ${before.toFixed(0)} MB before`),
      measured('kepub that was converted before, to its first byte', median(times.slice(10)), targets.kepubCached),
    ]
  } finally {
    await server.stop()
  }
}

/** Words that do not repeat, in paragraphs of a usual length. */
function novel(): Uint8Array {
  const dice = random(7)
  const word = () => Array.from({ length: 2 + dice.below(8) }, () => String.fromCharCode(97 + dice.below(26))).join('')
  const sentence = () => `${Array.from({ length: 6 + dice.below(14) }, word).join(' ')}. `
  const paragraph = () => `<p>${Array.from({ length: 3 + dice.below(5) }, sentence).join('')}</p>\n`
  const chapters = Array.from({ length: CHAPTERS }, () => {
    let text = ''
    while (text.length < NOVEL_BYTES / CHAPTERS) text += paragraph()
    return text
  })
  return buildEpub({ title: 'A novel', chapters })
}
