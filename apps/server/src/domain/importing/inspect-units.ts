import { basename } from 'node:path'
import { readPath } from '#domain/library/path-facts.ts'
import { namesOf } from './find-book-for.ts'
import type { Candidate, Evidence, Finder, Match } from './find-candidates.ts'
import type { Unit } from './find-units.ts'
import type { ImportDeps } from './import-deps.ts'
import type { FoundFile } from './import-disk.ts'
import { claimOf } from './prepare-import.ts'
import { type ReadFile, readFiles } from './read-files.ts'

/** A unit with what it says of itself and the books that it may be. */
export interface Inspected {
  unit: Unit
  title: string
  author: string
  match: Match
  /** Its file cannot be looked into: only its name speaks. */
  isUnreadable: boolean
}

const READ_TOGETHER = 24
const CHAPTER = /^(track|chapter|part|disc|cd)?[\s._#-]*\d+$/i

/**
 * Says what units are: by what stands in their files, else by their names, else by the folders that they lie in.
 * @param root folders below it say author and title
 * @param isWanted books that may be meant
 */
export async function inspectUnits(
  deps: Pick<ImportDeps, 'pool' | 'disk'>,
  finder: Finder,
  units: readonly Unit[],
  options: { root: string | null; signal: AbortSignal; isWanted?: (unit: Unit, book: Candidate) => boolean },
): Promise<Inspected[]> {
  const inspected: Inspected[] = []
  for (let at = 0; at < units.length; at += READ_TOGETHER) {
    const batch = units.slice(at, at + READ_TOGETHER)
    const read = await readFirst(deps, batch, options.signal)
    for (const unit of batch) {
      const file = read.get(unit.files[0])
      const says = evidenceOf(unit, file, options.root)
      const isWanted = (book: Candidate) => options.isWanted?.(unit, book) ?? true
      const { evidence, match } = await bestMatch(finder, says, isWanted)
      inspected.push({
        ...{ unit, match },
        title: evidence?.title ?? '',
        author: evidence?.author ?? '',
        isUnreadable: file === undefined,
      })
    }
  }
  return inspected
}

async function readFirst(deps: Pick<ImportDeps, 'pool' | 'disk'>, units: readonly Unit[], signal: AbortSignal) {
  const first = units.flatMap(({ files }) => files.slice(0, 1))
  const { read } = await readFiles(deps, first, signal)
  const byPath = new Map(read.map((file) => [file.path, file]))
  return new Map<FoundFile | undefined, ReadFile | undefined>(first.map((file) => [file, byPath.get(file.path)]))
}

/** The surest first; what says no title is left out, unless a number names the book. */
function evidenceOf(unit: Unit, file: ReadFile | undefined, root: string | null): Evidence[] {
  const claim = file && claimOf(file)
  const title = claim?.title && !CHAPTER.test(claim.title) ? claim.title : null
  const embedded: Evidence[] = claim ? [{ ...claim, title, author: claim.authors[0] ?? null }] : []
  const place = root === null ? null : placeFacts(unit, root)
  const named = namesOf(unit.path).map((one) => ({ ...one, author: one.author ?? place?.author ?? null }))
  const layout: Evidence[] = place ? [{ title: place.title, author: place.author, isbns: [], asin: null }] : []
  return [...embedded, ...named, ...layout].filter(
    (one) => one.title !== null || one.isbns.length > 0 || one.asin !== null,
  )
}

/** A folder of an audiobook is read as if it were the file in it. */
function placeFacts({ path, files }: Unit, root: string) {
  const below = path.slice(root.length + 1).split('/')
  const isFolder = files[0]?.path !== path
  return readPath(isFolder ? [...below, basename(path)] : below)
}

async function bestMatch(finder: Finder, says: Evidence[], isWanted: (book: Candidate) => boolean) {
  let best: { evidence: Evidence | undefined; match: Match } = {
    evidence: says[0],
    match: { kind: 'none', reason: 'no_title_parsed' },
  }
  for (const [index, evidence] of says.entries()) {
    const match = await finder.find(evidence, isWanted)
    if (match.kind === 'confident') return { evidence: index === 0 ? evidence : completed(evidence, says), match }
    if (index === 0 || (match.kind === 'ambiguous' && best.match.kind === 'none')) best = { evidence, match }
  }
  return { evidence: best.evidence && completed(best.evidence, says), match: best.match }
}

/** What is shown as read: what the surest says, filled up by the others. */
const completed = (evidence: Evidence, says: Evidence[]): Evidence => ({
  ...evidence,
  title: evidence.title ?? says.find(({ title }) => title !== null)?.title ?? null,
  author: evidence.author ?? says.find(({ author }) => author !== null)?.author ?? null,
})
