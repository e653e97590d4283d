import { resolve } from 'node:path'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import type { Command } from '../command.ts'

/** Files are read in threads, so that a hostile one ends its thread and not the command. */
export const inspect: Command = {
  words: 'FILE…',
  takes: { atLeast: 1 },
  about: 'Shows what book files say about themselves, as JSON: one document for each file.',
  notes: 'Exit code 1 when a file could not be read; its document then has an "error" with code and message.',
  options: {},
  async run({ words, print }) {
    const pool = createBookPool()
    let failed = 0
    try {
      for (const word of words) {
        const path = resolve(word)
        const [outcome] = await pool.read([{ path, cover: true }], { priority: 'interactive' })
        if (outcome?.ok) {
          const { facts, cover, partialMd5, sizeBytes } = outcome
          print(JSON.stringify({ path, sizeBytes, partialMd5, ...facts, cover }, undefined, 2))
        } else {
          failed++
          const error = outcome && { code: outcome.code, message: outcome.message }
          print(JSON.stringify({ path, error }, undefined, 2))
        }
      }
    } finally {
      await pool.close()
    }
    return failed === 0 ? 0 : 1
  },
}
