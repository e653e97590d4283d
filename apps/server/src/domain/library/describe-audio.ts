import { lstat, readdir, readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { describeAudioFolder } from '@colophon/formats/audio/folder.ts'
import type { PlacedFile } from '#domain/catalog/record-files.ts'
import { type AudioGroup, groupTracks, isDisc, type Track } from './audio-folders.ts'
import { describeWork } from './describe-file.ts'
import { isSkippedFile, kindOf } from './kinds.ts'
import { readPath, stemOf } from './path-facts.ts'
import type { Scan } from './scan.ts'
import type { ScanDeps } from './scan-deps.ts'
import type { Problem } from './scan-problems.ts'
import type { WalkedFile } from './walker.ts'

/**
 * Reads all audio of a folder (and its disc folders) and says which books it holds. The whole folder is read also when
 * one track is new: only together the tracks say what they are.
 */
export async function describeAudio(
  deps: ScanDeps,
  scan: Scan,
  { folder, isRoot, signal }: { folder: string; isRoot: boolean; signal: AbortSignal },
): Promise<{ files: PlacedFile[]; problems: Problem[] }> {
  const files = await audioBelow(folder)
  const outcomes = await deps.pool.read(
    files.map(({ path }, index) => ({ path, cover: index < 200 })),
    { signal },
  )
  const tracks: Track[] = []
  const problems: Problem[] = []
  for (const [index, file] of files.entries()) {
    const outcome = outcomes[index]
    if (outcome?.ok) {
      tracks.push({
        ...file,
        facts: outcome.facts,
        coverHash: outcome.cover?.hash ?? null,
        coverMime: outcome.cover?.mime ?? null,
        partialMd5: outcome.partialMd5,
      })
    } else if (outcome && outcome.code !== 'missing') {
      problems.push({ ...file, code: outcome.code, message: outcome.message })
    }
  }
  const groups = groupTracks(folder, tracks, isRoot)
  const placed = await Promise.all(
    groups.map((group) => (group.tracks.length === 1 ? single(scan, group) : folderBook(scan, group, groups.length))),
  )
  return { files: placed.flat(), problems }
}

/** Audio in the folder and in folders for its discs, no deeper: the root of a library is such a folder too. */
async function audioBelow(folder: string): Promise<WalkedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const discs = entries
    .filter((entry) => entry.isDirectory() && isDisc(entry.name))
    .map(({ name }) => posix.join(folder, name))
  const inDiscs = await Promise.all(discs.map(audioDirectlyIn))
  return [...(await audioDirectlyIn(folder)), ...inDiscs.flat()]
}

async function audioDirectlyIn(folder: string): Promise<WalkedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((e) => e.isFile() && kindOf(e.name) === 'audio' && !isSkippedFile(e.name))
    .map(({ name }) => name)
  const found = await Promise.all(
    names.map(async (name) => {
      const path = posix.join(folder, name)
      const facts = await lstat(path).catch(() => null)
      return facts && { path, sizeBytes: facts.size, modifiedMs: Math.trunc(facts.mtimeMs) }
    }),
  )
  return found.filter((file) => file !== null)
}

async function single(scan: Scan, { tracks }: AudioGroup): Promise<PlacedFile[]> {
  const [track] = tracks
  if (!track) return []
  const root = scan.rootOf(track.path)
  const name = posix.basename(track.path)
  return [
    {
      path: track.path,
      fileType: track.facts.format,
      media: 'audiobook',
      sizeBytes: track.sizeBytes,
      modifiedMs: track.modifiedMs,
      partialMd5: track.partialMd5,
      origin: scan.origin,
      parts: [],
      work: describeWork({
        facts: track.facts,
        path: root ? readPath(track.path.slice(root.length + 1).split('/')) : null,
        stem: stemOf(name),
        coverHash: track.coverHash,
        coverMime: track.coverMime,
      }),
      libraryIds: scan.librariesOf(track.path),
      movedFrom: null,
    },
  ]
}

async function folderBook(scan: Scan, { folder, tracks }: AudioGroup, groups: number): Promise<PlacedFile[]> {
  const root = scan.rootOf(`${folder}/x`)
  const segments = root && folder !== root ? folder.slice(root.length + 1).split('/') : []
  const facts = describeAudioFolder({
    folder: segments,
    tracks: tracks.map((track) => ({ name: track.path.slice(folder.length + 1), facts: track.facts })),
    sidecars: await readSidecars(folder),
  })
  const pictured = tracks.find((track) => track.coverHash !== null)
  const work = describeWork({
    facts,
    path: null,
    stem: posix.basename(folder),
    coverHash: pictured?.coverHash ?? null,
    coverMime: pictured?.coverMime ?? null,
  })
  // Two sets in one folder need two names: each then stands under the path of its first track.
  const path = groups === 1 ? folder : (tracks[0]?.path ?? folder)
  return [
    {
      path,
      fileType: 'zip',
      media: 'audiobook',
      sizeBytes: tracks.reduce((sum, track) => sum + track.sizeBytes, 0),
      modifiedMs: Math.max(...tracks.map((track) => track.modifiedMs)),
      partialMd5: null,
      origin: scan.origin,
      parts: tracks.map((track) => ({
        path: track.path,
        sizeBytes: track.sizeBytes,
        modifiedMs: track.modifiedMs,
        durationSeconds: track.facts.durationSeconds,
      })),
      work,
      libraryIds: scan.librariesOf(`${folder}/x`),
      movedFrom: null,
    },
  ]
}

const SIDECARS = new Set(['desc.txt', 'reader.txt', 'metadata.json', 'metadata.abs'])
const SIDECAR_BYTES = 256 * 1024

/** Texts that people and other programs keep beside the tracks, by lower-case name. */
export async function readSidecars(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile() || !SIDECARS.has(entry.name.toLowerCase())) continue
    const text = await readFile(posix.join(folder, entry.name), 'utf8').catch(() => '')
    if (text.length <= SIDECAR_BYTES) found[entry.name.toLowerCase()] = text
  }
  return found
}
