import { stat } from 'node:fs/promises'
import { KEPUB_VERSION, type KepubConversion } from '@colophon/formats/kepub/convert.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import type { KepubVariants } from '#database/schema.ts'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import { pathInLibrary } from '#domain/reading/file-on-disk.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { notFound, unavailable } from '#kernel/errors.ts'
import { noteVariant } from '../note-digests.ts'
import type { KepubStore } from './kepub-store.ts'

export interface KepubDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  pool: BookPool
  kepubs: KepubStore
  scopes: Scopes
  clock: Clock
}

/** An EPUB as a Kobo gets it. */
export interface PreparedKepub {
  /** What to send: the conversion, or the file itself where it is not converted. */
  path: string
  outcome: KepubVariants['outcome']
}

type Variant = Selectable<KepubVariants>

interface Source {
  fileId: number
  path: string
  sizeBytes: number
  modifiedMs: number
}

/** A book of 200 MB takes so long on a slow machine. */
const LIMIT_MS = 120_000
/** What does not lie in the book; it is tried again with the next request. */
const MAY_PASS = new Set(['missing', 'unavailable', 'no-access'])

const running = new Map<string, Promise<PreparedKepub>>()

/**
 * The conversion of an EPUB for Kobo readers: out of the store, or made now, once for however many ask (device contract D.6).
 * @throws not-found where the file is gone, forbidden where it lies outside every library, unavailable where it cannot be read now
 */
export async function prepareKepub(
  deps: KepubDeps,
  file: { id: number; file_path: string },
  priority: 'interactive' | 'background' = 'interactive',
): Promise<PreparedKepub> {
  const path = await pathInLibrary(deps.db, file.file_path)
  const facts = await stat(path).catch((error: unknown) => {
    throw notFound('file', error)
  })
  const source = { fileId: file.id, path, sizeBytes: facts.size, modifiedMs: Math.floor(facts.mtimeMs) }
  const known = await knownVariant(deps, source)
  if (known) return known
  const key = `${source.path} ${source.sizeBytes} ${source.modifiedMs}`
  const going = running.get(key)
  if (going !== undefined) return going
  const started = convert(deps, source, priority).finally(() => running.delete(key))
  running.set(key, started)
  return started
}

async function knownVariant({ db, kepubs }: KepubDeps, source: Source): Promise<PreparedKepub | undefined> {
  const row = await db
    .selectFrom('kepub_variants')
    .selectAll()
    .where('file_id', '=', source.fileId)
    .where('converter', '=', KEPUB_VERSION)
    .executeTakeFirst()
  const isSame = Number(row?.source_bytes) === source.sizeBytes && Number(row?.source_modified_ms) === source.modifiedMs
  if (!row || !isSame) return undefined
  if (row.outcome !== 'converted') return { path: source.path, outcome: row.outcome }
  const path = await kepubs.find(row.source_sha256, KEPUB_VERSION)
  return path === undefined ? undefined : { path, outcome: 'converted' }
}

async function convert(
  deps: KepubDeps,
  source: Source,
  priority: 'interactive' | 'background',
): Promise<PreparedKepub> {
  const sha256 = await deps.pool.sha256(source.path, { priority })
  const twin = await variantOfContent(deps, sha256)
  if (twin) {
    await record(deps, source, { ...twin, source_sha256: sha256 })
    return { path: twin.path, outcome: twin.outcome }
  }
  const part = await deps.kepubs.newPart()
  try {
    const [outcome] = await deps.pool.run('kepub', [{ source: source.path, target: part }], {
      priority,
      limitMs: LIMIT_MS,
    })
    if (!outcome) throw unavailable('kepub.stopped', 'the book was not converted; try again in a moment')
    if (!outcome.ok && MAY_PASS.has(outcome.code)) throw unavailable(`kepub.${outcome.code}`, outcome.message)
    const facts = outcome.ok ? factsOf(outcome.value) : failure(outcome.message)
    const path = facts.outcome === 'converted' ? await deps.kepubs.keep(part, sha256, KEPUB_VERSION) : source.path
    await record(deps, source, { ...facts, source_sha256: sha256 })
    return { path, outcome: facts.outcome }
  } finally {
    await deps.kepubs.discard(part)
  }
}

type Facts = Pick<Variant, 'outcome' | 'message' | 'size_bytes' | 'partial_md5' | 'inserted_index'>

const failure = (message: string): Facts => ({ ...NOT_CONVERTED, outcome: 'failed', message })
const NOT_CONVERTED = { size_bytes: null, partial_md5: null, inserted_index: null }

const factsOf = (conversion: KepubConversion): Facts =>
  conversion.isConverted
    ? {
        outcome: 'converted',
        message: null,
        size_bytes: conversion.sizeBytes,
        partial_md5: conversion.partialMd5,
        inserted_index: conversion.insertedAt,
      }
    : { ...NOT_CONVERTED, outcome: conversion.reason, message: conversion.message }

/** What is known of another file with the same content. */
async function variantOfContent(
  { db, kepubs }: KepubDeps,
  sha256: string,
): Promise<(Facts & { path: string }) | undefined> {
  const row = await db
    .selectFrom('kepub_variants')
    .selectAll()
    .where('source_sha256', '=', sha256)
    .where('converter', '=', KEPUB_VERSION)
    .where('outcome', '=', 'converted')
    .executeTakeFirst()
  const path = row && (await kepubs.find(sha256, KEPUB_VERSION))
  return row && path !== undefined ? { ...row, path } : undefined
}

async function record(
  { dialect, transaction, scopes, clock }: KepubDeps,
  source: Source,
  facts: Facts & { source_sha256: string },
): Promise<void> {
  const now = instant(clock.now())
  const row = {
    source_bytes: source.sizeBytes,
    source_modified_ms: source.modifiedMs,
    source_sha256: facts.source_sha256,
    converter: KEPUB_VERSION,
    outcome: facts.outcome,
    message: facts.message,
    size_bytes: facts.size_bytes,
    partial_md5: facts.partial_md5,
    inserted_index: facts.inserted_index,
    created_at: now,
  }
  await transaction(async (trx) => {
    const file = await trx.selectFrom('book_files').select('id').where('id', '=', source.fileId).executeTakeFirst()
    // It was taken off its book while it was converted.
    if (!file) return
    await trx
      .insertInto('kepub_variants')
      .values({ file_id: source.fileId, ...row })
      .onConflict((c) => c.column('file_id').doUpdateSet(row))
      .execute()
    if (facts.partial_md5) {
      const noted = { digest: facts.partial_md5, fileId: source.fileId, variant: 'kepub' as const, now }
      await noteVariant(trx, { dialect, scopes }, noted)
    }
  })
}
