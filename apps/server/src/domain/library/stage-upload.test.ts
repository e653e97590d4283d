import { existsSync, mkdtempSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { discard, receive, STAGING, stage } from './stage-upload.ts'

describe('staging an upload', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'colophon-stage-'))
    return () => rmSync(root, { recursive: true, force: true })
  })

  it('keeps what arrives, under its own name and a mark', async () => {
    const path = await stage(await receive(Readable.from(['some ', 'bytes']), root), root, 'a.epub')

    expect(path).toMatch(/\/\.uploads\/[0-9a-f]{16}_a\.epub$/)
    expect(readFileSync(path, 'utf8')).toBe('some bytes')
  })

  it('leaves nothing of a transfer that breaks', async () => {
    const broken = Readable.from(
      (function* () {
        yield 'some bytes'
        throw new Error('the connection was lost')
      })(),
    )

    await expect(receive(broken, root)).rejects.toThrow('the connection was lost')
    expect(existsSync(join(root, STAGING))).toBe(false)
  })

  it('makes the folder again that another upload took away when it was done', async () => {
    let isDone = false
    const takingAway = (async () => {
      while (!isDone) {
        try {
          rmdirSync(join(root, STAGING))
        } catch {
          // Something is in it, or it is gone.
        }
        // Longer than a try takes on a busy machine.
        await sleep(5)
      }
    })()
    for (let i = 0; i < 200; i++) {
      const elsewhere = await receive(Readable.from(['x']), i % 2 ? root : undefined)
      await discard(await stage(elsewhere, root, 'a.epub'))
    }
    isDone = true
    await takingAway
  })
})
