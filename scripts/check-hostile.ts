/**
 * Lets every hostile file of a corpus be read in a process of its own, within 5 s and 256 MB, and compares the outcome with the expected one.
 *
 *   node scripts/check-hostile.ts [DIR]      (default ../shared/corpus/hostile)
 *
 * On Linux the files that no repository can carry are made in a temporary folder (make-unstorable.sh) and read as well.
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { ReadOutcome } from '../packages/formats/src/workers/outcome.ts'
import { createBookPool } from '../packages/formats/src/workers/pool.ts'

const MOST_SECONDS = 5
const MOST_MEGABYTES = 256
const AT_ONCE = 2
/** For the whole child, which has to start first: on a busy machine that alone takes seconds. */
const HARD_LIMIT_SECONDS = 20

type Result =
  | {
      kind: 'read'
      format: string
      hasCover: boolean
      drm: string | null
      titleLength: number
      subjects: number
      leak: boolean
    }
  | { kind: 'rejected' | 'crashed'; code?: string; message: string }
type Outcome = Result & { seconds: number; megabytes: number }

interface Hostile {
  path: string
  expect: string
}

if (process.argv[2] === '--read') await readOne(process.argv[3] ?? '')
else await checkAll(resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/corpus/hostile')))

/** In the child: reads one file as a scan does, in a thread that can be ended, and says what came of it. */
async function readOne(path: string): Promise<void> {
  const pool = createBookPool({ size: 1 })
  const start = performance.now()
  const [outcome] = await pool.read([{ path, cover: true }])
  const seconds = (performance.now() - start) / 1000
  await pool.close()
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`${JSON.stringify({ ...resultOf(outcome), seconds, megabytes })}\n`)
  // A parser that left something running would keep a scan waiting as well: leaving by ourselves would hide it.
}

function resultOf(outcome: ReadOutcome | undefined): Result {
  if (!outcome) return { kind: 'crashed', message: 'no outcome' }
  if (!outcome.ok)
    return {
      kind: outcome.code === 'crashed' || outcome.code === 'timeout' ? 'crashed' : 'rejected',
      code: outcome.code,
      message: outcome.message,
    }
  const { facts, cover } = outcome
  return {
    kind: 'read',
    format: facts.format,
    hasCover: cover !== null,
    drm: facts.drm,
    titleLength: facts.title?.length ?? 0,
    subjects: facts.subjects.length,
    leak: /root:x?:|\/bin\/(ba)?sh/.test(JSON.stringify(facts)),
  }
}

async function checkAll(folder: string): Promise<void> {
  const manifest = join(folder, '../manifest.json')
  if (!existsSync(manifest)) return console.log(`hostile check: skipped, there is no ${manifest}`)
  const listed = (JSON.parse(readFileSync(manifest, 'utf8')) as { hostile: Hostile[] }).hostile
  const files = listed.map(({ path, expect }) => ({ path: join(folder, basename(path)), expect }))
  const unstorable = makeUnstorable(folder)
  let failures = 0
  await inParallel([...files, ...unstorable.files], async ({ path, expect }) => {
    const outcome = await readInChild(path)
    const problem = problemOf(outcome, expect)
    if (problem) failures++
    const said = outcome.kind === 'rejected' ? `${outcome.code}: ${outcome.message}` : describe(outcome)
    console.log(
      `${problem ? 'FAIL' : 'ok  '}  ${printable(path)}  [${expect}]  ${outcome.kind}: ${said}  (${outcome.seconds.toFixed(1)} s, ${outcome.megabytes} MB)${problem ? `  ← ${problem}` : ''}`,
    )
  })
  for (const slip of findSlips([tmpdir(), folder, join(folder, '..'), process.cwd()])) {
    failures++
    console.log(`FAIL  something was written outside: ${slip}`)
  }
  unstorable.remove()
  const total = files.length + unstorable.files.length
  console.log(`\nhostile check: ${total - failures} passed, ${failures} failed`)
  process.exitCode = failures === 0 ? 0 : 1
}

function describe(outcome: Outcome): string {
  if (outcome.kind !== 'read') return outcome.kind === 'crashed' ? outcome.message.slice(0, 300) : ''
  return `${outcome.format}${outcome.hasCover ? ', cover' : ''}${outcome.drm ? `, ${outcome.drm}` : ''}`
}

function problemOf(outcome: Outcome, expect: string): string | undefined {
  if (outcome.kind === 'crashed') return 'crashed'
  if (outcome.seconds > MOST_SECONDS) return `took more than ${MOST_SECONDS} s`
  if (outcome.megabytes > MOST_MEGABYTES) return `used more than ${MOST_MEGABYTES} MB`
  if (outcome.kind === 'read' && outcome.leak) return 'a file of this machine is in the facts'
  return alternatives(expect).some((one) => fits(outcome, one)) ? undefined : `expected ${expect}`
}

/** `reject-or-import-without-content` allows either. */
function alternatives(expect: string): string[] {
  return expect.split('-or-')
}

function fits(outcome: Outcome, expect: string): boolean {
  // A picture or a torrent is no book: refusing it is all that a reader of books can do.
  if (expect === 'reject' || expect === 'skip' || expect === 'accept-reencoded') return outcome.kind === 'rejected'
  if (outcome.kind !== 'read') return false
  if (expect === 'import-without-cover') return !outcome.hasCover
  if (expect === 'import-capped') return outcome.titleLength <= 1000 && outcome.subjects <= 200
  if (expect.startsWith('import-flagged')) return outcome.drm !== null
  if (expect === 'import-as-pdf') return outcome.format === 'pdf'
  return true
}

function readInChild(path: string): Promise<Outcome> {
  return new Promise((done) => {
    const start = performance.now()
    const child = spawn(process.execPath, ['--max-old-space-size=200', import.meta.filename, '--read', path], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks: Buffer[] = []
    const complaints: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk))
    const timer = setTimeout(() => child.kill('SIGKILL'), HARD_LIMIT_SECONDS * 1000)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const text = Buffer.concat(chunks).toString()
      const crashed: Outcome = {
        kind: 'crashed',
        message: `${signal ?? `exit ${code}`} ${Buffer.concat(complaints).toString().slice(-400)}`,
        seconds: (performance.now() - start) / 1000,
        megabytes: 0,
      }
      done(code === 0 && text ? (JSON.parse(text) as Outcome) : crashed)
    })
  })
}

async function inParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** Names that are no text cannot be asked for by a string; they come out as a file that is not there. */
function makeUnstorable(folder: string): { files: Hostile[]; remove: () => void } {
  const script = join(folder, 'make-unstorable.sh')
  if (process.platform !== 'linux' || !existsSync(script)) return { files: [], remove: () => {} }
  const target = mkdtempSync(join(tmpdir(), 'unstorable-'))
  execFileSync('sh', [script, target], { stdio: 'ignore' })
  const isRoot = process.getuid?.() === 0
  const files = readdirSync(target).map((name) => ({ path: join(target, name), expect: expectationOf(name, isRoot) }))
  return {
    files,
    remove: () => {
      execFileSync('chmod', ['-R', 'u+rwX', target])
      rmSync(target, { recursive: true, force: true })
    },
  }
}

function expectationOf(name: string, isRoot: boolean): string {
  if (/^(unreadable.epub)$/.test(name)) return isRoot ? 'import' : 'reject'
  if (/^(pipe.epub|loop|dangling.epub|outside.epub|unreadable-dir|deep|sparse-5g.pdf)$/.test(name)) return 'reject'
  return name.includes('\ufffd') ? 'reject' : 'import'
}

function findSlips(folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.startsWith('colophon-slip'))
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).mtimeMs > performance.timeOrigin),
  )
}

function printable(path: string): string {
  return JSON.stringify(basename(path)).slice(1, 80)
}
