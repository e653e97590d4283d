import { setTimeout as sleep } from 'node:timers/promises'
import { UnreadableBook } from '../../facts.ts'
import { serve } from '../serve.ts'

/** A thread whose one task does what its input says, for tests of what the pool does about it. */
serve({
  behave: async (input: string, { beat }) => {
    if (input === 'hang') for (;;);
    if (input === 'wait for ever') await new Promise(() => setInterval(() => undefined, 1000))
    if (input === 'eat memory') return eatMemory()
    if (input === 'fill buffers') return fillBuffers()
    if (input === 'exit') process.exit(3)
    if (input === 'damaged') throw new UnreadableBook('damaged', 'It is damaged')
    if (input === 'slow') await sleep(150)
    if (input === 'long but alive') {
      for (let i = 0; i < 8; i++) {
        await sleep(100)
        beat()
      }
    }
    return `done: ${input}`
  },
})

function eatMemory(): number {
  const kept: number[][] = []
  for (;;) kept.push(new Array(10_000).fill(kept.length))
}

function fillBuffers(): number {
  const kept: Uint8Array[] = []
  for (const start = performance.now(); performance.now() - start < 5000; ) {
    if (kept.length < 200) kept.push(new Uint8Array(1 << 20).fill(1))
  }
  return kept.length
}
