import { basename, join } from 'node:path'
import { describeAudioFolder } from '@colophon/formats/audio/folder.ts'
import type { Slot } from '#database/schema.ts'
import type { NewWork } from '#domain/catalog/new-file.ts'
import type { Upgrade } from '#domain/downloads/grab-request.ts'
import { readSidecars } from '#domain/library/describe-audio.ts'
import { describeWork } from '#domain/library/describe-file.ts'
import { stemOf } from '#domain/library/path-facts.ts'
import { type Choice, checkContent, type FileClaim, standsInTheWay, type Verdict } from './check-content.ts'
import { readExpectedBook } from './expected-book.ts'
import type { ImportDeps } from './import-deps.ts'
import { ImportProblem } from './import-problem.ts'
import type { ImportSettings } from './import-settings.ts'
import type { ImportTask } from './import-task.ts'
import { makeRoom, type ReplacedFile, replacedFor } from './make-room.ts'
import { readNamingValues } from './naming-values.ts'
import { placeAudiobook, placeEbooks } from './place-content.ts'
import { namesBelow, type Placing } from './plan-placing.ts'
import { gapsIn } from './playback-order.ts'
import { type ReadFile, type ReadFiles, readFiles } from './read-files.ts'

/** An import that is ready: what goes where, and what the catalogue learns. */
export interface PreparedImport {
  slot: Slot
  placings: Placing[]
  /** By the path of its record. */
  works: Map<string, NewWork>
  /** For people: what was left out, what is odd. */
  warnings: string[]
  /** Files of the book that go to the recycle bin for it. */
  replaced: ReplacedFile[]
  /** What became better by it; null where the new files outdo none. */
  upgrade: Upgrade | null
}

/**
 * Reads the content of a download, makes sure that it is the book, and says where it goes. Touches nothing.
 * @throws ImportProblem
 */
export async function prepareImport(deps: ImportDeps, task: ImportTask, signal: AbortSignal): Promise<PreparedImport> {
  const { content, path } = task
  const found = content.kind === 'ebook' ? content.files : content.tracks
  const looked = asCalled(await readFiles(deps, found, signal), task.choice)
  if (looked.read.length === 0) throw nothingReadable(looked)
  if (content.kind === 'audiobook' && looked.refused.length > 0) throw incomplete(looked)
  const expected = await readExpectedBook(deps.db, deps.dialect, task.bookId)
  const values = (await readNamingValues(deps.db, deps.dialect, [task.bookId])).get(task.bookId)
  if (!expected || !values) throw new ImportProblem('again', 'the book is gone')
  const named = { ...values, Quality: task.quality }
  const warnings = [
    ...looked.refused.map(({ reason }) => reason),
    ...looked.read.flatMap((file) => file.contradiction ?? []),
  ]

  if (content.kind === 'ebook') {
    const judged = looked.read.map((file) => ({ file, verdict: checkContent(claimOf(file), expected) }))
    const taken = sift(judged, task.choice, warnings)
    const files = bestOf(taken, task.settings)
    const room = await makeRoom(deps, task, 'ebook', formatsOf(files))
    const placings = await placeEbooks(deps, { ...task, files, values: named })
    const replaced = replacedFor(room, placings)
    return { slot: 'ebook', placings, works: worksOfEbooks(placings), warnings, replaced, upgrade: room.upgrade }
  }
  const tracks = namesBelow(content.folder, looked.read)
  const facts = describeAudioFolder({
    folder: [basename(content.folder ?? stemOf(path))],
    tracks,
    sidecars: content.folder === null ? {} : await readSidecars(content.folder),
  })
  const verdict = checkContent({ ...claimOf({ facts }), title: facts.title }, expected)
  if (standsInTheWay(verdict, task.choice)) throw isAnother(verdict)
  note(verdict, warnings)
  warnings.push(...gapsIn(tracks))
  const sidecars = namesBelow(content.folder, content.sidecars)
  const room = await makeRoom(deps, task, 'audiobook', formatsOf(tracks))
  const { folder } = content
  const { vacated } = room
  const placing = await placeAudiobook(deps, { ...task, folder, tracks, sidecars, values: named, vacated })
  const pictured = tracks.find(({ coverHash }) => coverHash !== null)
  const work = describeWork({
    facts,
    path: null,
    stem: stemOf(basename(placing.to)),
    coverHash: pictured?.coverHash ?? null,
    coverMime: pictured?.coverMime ?? null,
  })
  return {
    ...{ slot: 'audiobook', placings: [placing], works: new Map([[placing.path, work]]), warnings },
    ...{ replaced: replacedFor(room, [placing]), upgrade: room.upgrade },
  }
}

const formatsOf = (files: readonly ReadFile[]) => files.map(({ format }) => format)

/** Whoever calls a file what it is not has something to hide, unless a person has looked at it. */
function asCalled({ read, refused }: ReadFiles, { isTakenAsIs }: Choice): ReadFiles {
  if (isTakenAsIs) return { read, refused }
  const contradicting = read.flatMap(({ path, contradiction }) =>
    contradiction === null ? [] : [{ path, reason: contradiction, mayPass: false, isBook: true }],
  )
  return { read: read.filter(({ contradiction }) => contradiction === null), refused: [...contradicting, ...refused] }
}

/** What a file says of itself; the title of a track is not that of its book. */
export function claimOf({ facts }: Pick<ReadFile, 'facts'>): FileClaim {
  const numbers = (scheme: string) => facts.identifiers.filter((id) => id.scheme === scheme).map(({ value }) => value)
  return {
    title: facts.track?.album ?? facts.title,
    authors: facts.creators.filter(({ role }) => role === 'author').map(({ name }) => name),
    isbns: numbers('isbn'),
    asin: numbers('asin')[0] ?? null,
  }
}

/** Leaves out what is another book; throws where nothing is left, or nobody can say which of several is meant. */
function sift(judged: { file: ReadFile; verdict: Verdict }[], choice: Choice, warnings: string[]): ReadFile[] {
  const isPack = isSeveralBooks(judged.map(({ file }) => file))
  const stopped = judged.filter(({ verdict }) => (isPack ? verdict.kind !== 'pass' : standsInTheWay(verdict, choice)))
  const taken = judged.filter((one) => !stopped.includes(one))
  if (taken.length === 0) {
    if (isPack) throw new ImportProblem('person', `several books in one download: ${namesOf(judged)}`)
    throw isAnother(stopped[0]?.verdict)
  }
  for (const { file } of stopped) warnings.push(`${basename(file.path)} is another book and was left out`)
  for (const { verdict } of taken) note(verdict, warnings)
  return taken.map(({ file }) => file)
}

/** Files of one kind that bear different titles are different books. */
function isSeveralBooks(files: ReadFile[]): boolean {
  for (const [, group] of Map.groupBy(files, ({ format }) => format)) {
    const titles = new Set(group.map(({ facts, path }) => facts.title?.toLowerCase() ?? stemOf(basename(path))))
    if (titles.size > 1) return true
  }
  return false
}

const namesOf = (judged: { file: ReadFile }[]) => {
  const names = judged.slice(0, 5).map(({ file }) => basename(file.path))
  return names.join(', ') + (judged.length > 5 ? ', …' : '')
}

function note(verdict: Verdict, warnings: string[]): void {
  if (verdict.kind === 'other') warnings.push(`the file says ${saying(verdict)}`)
}

const saying = ({ title, author }: Verdict & { kind: 'other' }) => `“${title}”${author ? ` by ${author}` : ''}`

function isAnother(verdict: Verdict | undefined): ImportProblem {
  if (verdict?.kind !== 'other')
    return new ImportProblem(
      'person',
      'the file does not say which book it is, and the name of the release left doubt',
      { isOverridable: true },
    )
  const facts = { isOverridable: true, suggestedBookId: verdict.siblingId }
  return new ImportProblem('person', `the file says ${saying(verdict)}`, facts)
}

function nothingReadable({ refused }: ReadFiles): ImportProblem {
  const mayPass = refused.some((one) => one.mayPass)
  const message = refused
    .slice(0, 3)
    .map(({ reason }) => reason)
    .join(' ')
  const isOverridable = refused.some(({ isBook }) => isBook)
  return new ImportProblem(mayPass ? 'again' : 'person', message, { isOverridable, isFake: !mayPass && !isOverridable })
}

/** An audiobook is whole or it is none: “18 of 225 files” must never pass silently. */
function incomplete({ read, refused }: ReadFiles): ImportProblem {
  const all = read.length + refused.length
  const message = `${read.length} of ${all} audio files can be read. ${refused[0]?.reason ?? ''}`.trim()
  const isOverridable = refused.every(({ isBook }) => isBook)
  return new ImportProblem(refused.some(({ mayPass }) => mayPass) ? 'again' : 'person', message, { isOverridable })
}

const RANK = ['epub', 'kepub', 'azw3', 'mobi', 'azw', 'fb2', 'fbz', 'pdf', 'cbz', 'cbr']

/** One file where only the best format is wanted. */
function bestOf(files: ReadFile[], { formats }: ImportSettings): ReadFile[] {
  if (formats === 'all') return files
  const rank = ({ format }: ReadFile) => (RANK.indexOf(format) + RANK.length + 1) % (RANK.length + 1)
  return [...files].sort((a, b) => rank(a) - rank(b)).slice(0, 1)
}

function worksOfEbooks(placings: Placing[]): Map<string, NewWork> {
  return new Map(
    placings.flatMap(({ path, files }) =>
      files.map(({ file }) => {
        const { facts, coverHash, coverMime } = file
        return [path, describeWork({ facts, path: null, stem: stemOf(basename(path)), coverHash, coverMime })] as const
      }),
    ),
  )
}

/** Whether a file lies in the library already, so that it is taken up where it is. */
export const isBelowAny = (path: string, roots: readonly string[]) =>
  roots.some((root) => path === root || path.startsWith(join(root, '/')))
