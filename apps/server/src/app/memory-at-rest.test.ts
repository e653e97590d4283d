import { expect, it } from 'vitest'
import { type Look, restJudge } from './memory-at-rest.ts'

const MB = 1 << 20
const busy: Look = { busyShare: 0.3, residentBytes: 130 * MB }
const quiet: Look = { busyShare: 0.01, residentBytes: 130 * MB }
const timesAfter = (looks: Look[], judge = restJudge()) => looks.map((look) => judge.isTime(look))

it('waits until nothing went on for four looks', () => {
  expect(timesAfter([quiet, quiet, busy, quiet, quiet, quiet, quiet])).toEqual([
    ...[false, false, false],
    ...[false, false, false, true],
  ])
})

it('leaves a server alone that is never at rest', () => {
  expect(timesAfter(Array.from({ length: 12 }, () => [quiet, quiet, quiet, busy]).flat())).not.toContain(true)
})

it('hands back once, and again only when work has left something behind', () => {
  const judge = restJudge()
  expect(timesAfter([quiet, quiet, quiet, quiet], judge).at(-1)).toBe(true)
  judge.done(100 * MB)

  const little = { ...quiet, residentBytes: 104 * MB }
  expect(
    timesAfter(
      Array.from({ length: 20 }, () => little),
      judge,
    ),
  ).not.toContain(true)

  expect(timesAfter([busy, quiet, quiet, quiet, quiet], judge)).toEqual([false, false, false, false, true])
})
