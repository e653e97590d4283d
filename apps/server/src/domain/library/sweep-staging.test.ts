import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { createTransaction } from '#app/transaction.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { sweepStaging } from './sweep-staging.ts'
import { takeInUpload } from './take-in.ts'

onEveryDatabase('sweeping what uploads left behind', (world) => {
  let root: string
  const now = new Date()
  const sweep = () => sweepStaging(world.db.reader, root, now)

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'colophon-sweep-'))
    mkdirSync(join(root, '.uploads'))
    return () => rmSync(root, { recursive: true, force: true })
  })

  const put = (name: string, minutesOld: number) => {
    const path = join(root, '.uploads', name)
    writeFileSync(path, 'bytes')
    const seconds = now.getTime() / 1_000 - minutesOld * 60
    utimesSync(path, seconds, seconds)
    return path
  }

  it('removes a file that was half received, and then the empty folder', async () => {
    const path = put('.0123456789abcdef.part', 11)

    expect(await sweep()).toEqual([path])
    expect(existsSync(join(root, '.uploads'))).toBe(false)
  })

  it('leaves a transfer alone that goes on', async () => {
    const path = put('.0123456789abcdef.part', 1)

    expect(await sweep()).toEqual([])
    expect(existsSync(path)).toBe(true)
  })

  it('removes a whole file that no job knows, and keeps one that a job will take in', async () => {
    const forgotten = put('0123456789abcdef_a.epub', 11)
    const waiting = put('0123456789abcdee_b.epub', 11)
    const transaction = createTransaction({ database: world.db, jobs: [takeInUpload], reactions: [], wake() {} })
    const overrides = { title: null, author: null, description: null, isbn: null, language: null, publisher: null }
    const upload = { path: waiting, fileName: 'b.epub', fileType: 'epub', fileSize: 5, libraryId: 'x', overrides }
    await transaction(async (_, emit) => emit(takeInUpload.request(upload)))

    expect(await sweep()).toEqual([forgotten])
    expect(existsSync(waiting)).toBe(true)
  })

  it('touches nothing that it did not make, and does without the folder', async () => {
    put('notes.txt', 60)

    expect(await sweep()).toEqual([])
    expect(await sweepStaging(world.db.reader, join(root, 'nowhere'), now)).toEqual([])
  })
})
