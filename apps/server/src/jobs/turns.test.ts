import { expect, it } from 'vitest'
import type { Queue } from './define-job.ts'
import { weightedTurns } from './turns.ts'

function take(turns: ReturnType<typeof weightedTurns>, withWork: Queue[], times: number): Queue[] {
  return Array.from({ length: times }, () => {
    const order = turns.order()
    const at = order.findIndex((queue) => withWork.includes(queue))
    const queue = order[at] ?? 'low'
    turns.took(queue, order.slice(0, at))
    return queue
  })
}

it('shares ten turns six, three and one, well mixed', () => {
  const taken = take(weightedTurns(), ['critical', 'default', 'low'], 10)
  expect(taken.filter((queue) => queue === 'critical')).toHaveLength(6)
  expect(taken.filter((queue) => queue === 'default')).toHaveLength(3)
  expect(taken.slice(0, 3)).toContain('default')
})

it('gives all turns to the only queue with work, and lets no other save up meanwhile', () => {
  const turns = weightedTurns()
  expect(new Set(take(turns, ['low'], 100))).toEqual(new Set(['low']))
  const after = take(turns, ['critical', 'default', 'low'], 20)
  expect(after.filter((queue) => queue === 'critical').length).toBeLessThanOrEqual(14)
  expect(after).toContain('low')
})
