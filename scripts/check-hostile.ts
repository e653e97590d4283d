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
import { UnreadableBook } from '../packages/formats/src/facts.ts'
import { readBook } from '../packages/formats/src/read-book.ts'

const MOST_SECONDS = 5
const MOST_MEGABYTES = 256
const AT_ONCE = 2

type Outcome =
  | {
      kind: 'read'
      format: string
      hasCover: boolean
      drm: string | null
      titleLength: number
      subjects: number
      leak: boolean
      megabytes: number
    }
  | { kind: 'rejected'; code: string; message: string; megabytes: number }
  | { kind: 'crashed'; message: string; megabytes: number }

interface Hostile {
  path: string
  expect: string
}

if (process.argv[2] === '--read') await readOne(process.argv[3] ?? '')
else await checkAll(resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/corpus/hostile')))

/** In the child: reads one file and says what came of it. */
async function readOne(path: string): Promise<void> {
  let outcome: Record<string, unknown>
  try {
    const { facts, cover } = await readBook(path)
    const leak =
      /root:x?:|\/bin\/(ba)?sh/.test(JSON.stringify(facts)) || cover?.bytes.toString().includes('root:') === true
    outcome = {
      kind: 'read',
      format: facts.format,
      hasCover: cover !== null,
      drm: facts.drm,
      titleLength: facts.title?.length ?? 0,
      subjects: facts.subjects.length,
      leak,
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const isPlain = error instanceof UnreadableBook || code === 'ENOENT' || code === 'ELOOP'
    outcome = isPlain
      ? { kind: 'rejected', code, message }
      : { kind: 'crashed', message: String((error as Error).stack ?? error) }
  }
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`${JSON.stringify({ ...outcome, megabytes })}\n`)
  // A parser that left something running would keep a scan waiting as well: leaving by ourselves would hide it.
}

async function checkAll(folder: string): Promise<void> {
  const manifest = join(folder, '../manifest.json')
  if (!existsSync(manifest)) return console.log(`hostile check: skipped, there is no ${manifest}`)
  const listed = (JSON.parse(readFileSync(manifest, 'utf8')) as { hostile: Hostile[] }).hostile
  const files = listed.map(({ path, expect }) => ({ path: join(folder, basename(path)), expect }))
  const unstorable = makeUnstorable(folder)
  let failures = 0
  await inParallel([...files, ...unstorable.files], async ({ path, expect }) => {
    const { outcome, seconds } = await readInChild(path)
    const problem = problemOf(outcome, seconds, expect)
    if (problem) failures++
    const said = outcome.kind === 'rejected' ? `${outcome.code}: ${outcome.message}` : describe(outcome)
    console.log(
      `${problem ? 'FAIL' : 'ok  '}  ${printable(path)}  [${expect}]  ${outcome.kind}: ${said}  (${seconds.toFixed(1)} s, ${outcome.megabytes} MB)${problem ? `  ← ${problem}` : ''}`,
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

function problemOf(outcome: Outcome, seconds: number, expect: string): string | undefined {
  if (outcome.kind === 'crashed') return 'crashed'
  if (seconds > MOST_SECONDS) return `took more than ${MOST_SECONDS} s`
  if (outcome.megabytes > MOST_MEGABYTES) return `used more than ${MOST_MEGABYTES} MB`
  if (outcome.kind === 'read' && outcome.leak) return 'a file of this machine is in the facts'
  return alternatives(expect).some((one) => fits(outcome, one)) ? undefined : `expected ${expect}`
}

/** `reject-or-import-without-content` allows either; what follows “or” without a verb belongs to “import”. */
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

function readInChild(path: string): Promise<{ outcome: Outcome; seconds: number }> {
  return new Promise((done) => {
    const start = performance.now()
    const child = spawn(process.execPath, ['--max-old-space-size=200', import.meta.filename, '--read', path], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks: Buffer[] = []
    const complaints: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk))
    const timer = setTimeout(() => child.kill('SIGKILL'), (MOST_SECONDS + 3) * 1000)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const seconds = (performance.now() - start) / 1000
      const text = Buffer.concat(chunks).toString()
      const crashed: Outcome = {
        kind: 'crashed',
        message: `${signal ?? `exit ${code}`} ${Buffer.concat(complaints).toString().slice(-400)}`,
        megabytes: 0,
      }
      done({ outcome: code === 0 && text ? (JSON.parse(text) as Outcome) : crashed, seconds })
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
