import { posix } from 'node:path'
import type { ReadOutcome } from '@colophon/formats/workers/outcome.ts'
import type { PlacedFile } from '#domain/catalog/record-files.ts'
import { recordFiles } from '#domain/catalog/record-files.ts'
import { audioFolderOf } from './audio-folders.ts'
import { awaitSidecars } from './await-sidecars.ts'
import { coverOfFile, isReadWithCover } from './cover-of-file.ts'
import { describeAudio } from './describe-audio.ts'
import { describeWork } from './describe-file.ts'
import { filesRecorded } from './events.ts'
import { findMoved } from './find-moved.ts'
import { kindOf } from './kinds.ts'
import { organiseFile } from './organise-file.ts'
import { readPath, stemOf } from './path-facts.ts'
import type { Scan } from './scan.ts'
import type { ScanDeps } from './scan-deps.ts'
import { clearProblems, type Problem } from './scan-problems.ts'
import type { WalkedFile } from './walker.ts'

/** Files that go to a thread in one message. */
const READ_TOGETHER = 24
/** Files recorded in one transaction: some 15 ms of writing. */
const RECORD_TOGETHER = 72
/** Messages on their way at once: enough to keep the threads busy, few enough to keep memory flat. */
const AT_ONCE = 4

/** Takes files that are new or changed, reads them in threads, and records what they are. */
export interface ScanReader {
  add(files: WalkedFile[]): Promise<void>
  /** Reads and records all that is left, audiobook folders last. */
  finish(): Promise<void>
}

export function createReader(deps: ScanDeps, scan: Scan, signal: AbortSignal): ScanReader {
  const waiting: WalkedFile[] = []
  const audioFolders = new Set<string>()
  const running = new Set<Promise<void>>()
  let described: PlacedFile[] = []
  let problems: Problem[] = []
  let failure: unknown

  async function flush() {
    const files = described
    const bad = problems
    described = []
    problems = []
    if (files.length + bad.length === 0) return
    await record(deps, scan, files, bad)
  }

  async function readTogether(files: WalkedFile[]) {
    const outcomes = await deps.pool.read(
      files.map(({ path }) => ({ path, cover: isReadWithCover(path) })),
      { signal },
    )
    for (const [index, file] of files.entries()) {
      const outcome = outcomes[index]
      if (!outcome) continue
      if (outcome.ok) described.push(await place(deps, scan, file, outcome))
      else if (outcome.code !== 'missing') problems.push(problemOf(file, outcome))
    }
    if (described.length + problems.length >= RECORD_TOGETHER) await flush()
  }

  async function start(files: WalkedFile[]) {
    while (running.size >= AT_ONCE) await Promise.race(running)
    if (failure) throw failure
    const work = readTogether(files)
      .catch((error) => {
        failure ??= error
      })
      .finally(() => running.delete(work))
    running.add(work)
  }

  return {
    async add(files) {
      for (const file of files) {
        if (kindOf(posix.basename(file.path)) === 'audio') audioFolders.add(audioFolderOf(file.path))
        else waiting.push(file)
      }
      while (waiting.length >= READ_TOGETHER) await start(waiting.splice(0, READ_TOGETHER))
    },
    async finish() {
      while (waiting.length > 0) await start(waiting.splice(0, READ_TOGETHER))
      await Promise.all(running)
      if (failure) throw failure
      for (const folder of audioFolders) {
        signal.throwIfAborted()
        const isRoot = scan.roots.includes(folder)
        const found = await describeAudio(deps, scan, { folder, isRoot, signal })
        described.push(...found.files)
        problems.push(...found.problems)
        if (described.length >= RECORD_TOGETHER) await flush()
      }
      await flush()
    },
  }
}

/** Where the file goes in an organised library, and all that will be recorded of it. */
async function place(
  deps: ScanDeps,
  scan: Scan,
  file: WalkedFile,
  outcome: ReadOutcome & { ok: true },
): Promise<PlacedFile> {
  const root = scan.rootOf(file.path)
  const fileName = posix.basename(file.path)
  const work = describeWork({
    facts: outcome.facts,
    path: root ? readPath(file.path.slice(root.length + 1).split('/')) : null,
    stem: stemOf(fileName),
    ...coverOfFile(outcome),
  })
  const path = root ? await organiseFile(deps.placer, { path: file.path, root, layout: scan.layout, work }) : file.path
  return {
    path,
    fileType: outcome.facts.format,
    media: 'ebook',
    sizeBytes: outcome.sizeBytes,
    modifiedMs: outcome.modifiedMs,
    partialMd5: outcome.partialMd5,
    origin: scan.origin,
    parts: [],
    work,
    libraryIds: scan.librariesOf(path),
    movedFrom: null,
  }
}

function problemOf(file: WalkedFile, { code, message }: ReadOutcome & { ok: false }): Problem {
  const mayPass = code === 'unavailable' || code === 'no-access'
  return {
    path: file.path,
    code,
    message,
    sizeBytes: mayPass ? null : file.sizeBytes,
    modifiedMs: mayPass ? null : file.modifiedMs,
  }
}

async function record(deps: ScanDeps, scan: Scan, files: PlacedFile[], problems: Problem[]): Promise<void> {
  const unique = [...new Map(files.map((file) => [file.path, file])).values()]
  const moved = await findMoved(deps, unique)
  const placed = unique.map((file) => ({ ...file, movedFrom: moved.get(file.path) ?? null }))
  const recorded = await deps.transaction(async (trx, emit) => {
    const done = await recordFiles(trx, { dialect: deps.dialect, files: placed, now: scan.now() })
    await clearProblems(
      trx,
      placed.map(({ path }) => path),
    )
    const fileIds = done.map(({ fileId }) => fileId)
    await awaitSidecars(trx, scan.libraryId, fileIds)
    if (done.length > 0) emit(filesRecorded({ libraryId: scan.libraryId, fileIds }))
    return done
  })
  for (const { outcome, fileId } of recorded) {
    scan.seen.add(fileId)
    if (outcome === 'moved') scan.counts.moved++
    else if (outcome === 'changed') scan.counts.changed++
    else scan.counts.added++
  }
  scan.counts.failed += problems.length
  await scan.note({ problems })
  scan.report()
}
