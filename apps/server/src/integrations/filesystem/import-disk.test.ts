import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { importDisk } from './import-disk.ts'

describe('a file that takes the place of another', () => {
  const root = mkdtempSync(join(tmpdir(), 'colophon-disk-'))
  const disk = importDisk({ sha256: () => Promise.reject(new Error('not asked for')) })
  const [stage, to, bin] = [join(root, 'stage'), join(root, 'book'), join(root, 'bin/book')] as const
  beforeEach(() => {
    rmSync(root, { recursive: true, force: true })
    mkdirSync(join(root, 'bin'), { recursive: true })
    writeFileSync(stage, 'new')
    writeFileSync(to, 'old')
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const text = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)
  const all = () => [text(to), text(bin), text(stage)]

  it.each([
    ['nothing was done yet', () => {}],
    ['the old one had its second name', () => linkSync(to, bin)],
    ['the old one was out of the way', () => renameSync(to, bin)],
  ])('has it where %s before it was cut off, and once more', async (_what, begin) => {
    begin()
    expect(await disk.exchange(stage, to, bin)).toBe('placed')
    expect(all()).toEqual(['new', 'old', undefined])
    expect(await disk.exchange(stage, to, bin)).toBe('vanished')
    expect(all()).toEqual(['new', 'old', undefined])
  })

  it('leaves no stage behind where both are one file by two names', async () => {
    rmSync(stage)
    linkSync(to, stage)
    await disk.exchange(stage, to, bin)
    expect(all()).toEqual(['old', 'old', undefined])
  })

  it('touches nothing that somebody put there meanwhile', async () => {
    renameSync(to, bin)
    writeFileSync(to, 'a stranger')
    await expect(disk.exchange(stage, to, bin)).rejects.toMatchObject({ message: expect.stringContaining(to) })
    expect(all()).toEqual(['a stranger', 'old', 'new'])
  })

  it('moves folders as a whole', async () => {
    for (const path of [stage, to]) {
      const words = readFileSync(path)
      rmSync(path)
      mkdirSync(path)
      writeFileSync(join(path, '01.mp3'), words)
    }
    await disk.exchange(stage, to, bin)
    expect([text(join(to, '01.mp3')), text(join(bin, '01.mp3')), existsSync(stage)]).toEqual(['new', 'old', false])
  })
})
