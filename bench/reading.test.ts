import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'
import { isMissed, measured, showTarget, showValue, skipped, unmeasured } from './reading.ts'
import { targets, targetsBySize } from './targets.ts'

describe('a reading', () => {
  it.each([
    ['a start in time', measured('start', 0.6, targets.coldStart), false],
    ['a late start', measured('start', 0.61, targets.coldStart), true],
    ['a fast scan', measured('scan', 600, targets.scanSpeed), false],
    ['a slow scan', measured('scan', 599, targets.scanSpeed), true],
    ['what could not be measured', unmeasured('scan', targets.scanSpeed, 'why'), true],
    ['what was left out', skipped('scan', targets.scanSpeed, 'why'), false],
  ])('of %s', (_, reading, isIt) => {
    expect(isMissed(reading)).toBe(isIt)
  })

  it('is shown beside its target', () => {
    const reading = measured('scan', 1234.5, targets.scanSpeed)
    expect([showValue(reading), showTarget(reading.target)]).toEqual(['1,235 books/s', '≥ 600 books/s'])
  })

  it('has a target only at the sizes that were promised', () => {
    expect(targetsBySize.listPage(100_000)).toEqual({ atMost: 15, unit: 'ms' })
    expect(targetsBySize.listPage(7_000)).toBeUndefined()
  })
})

describe('options', () => {
  it('take figures and sizes', () => {
    const options = readOptions(['--only', 'list,search', '--sizes', '5000', '--strict'], ['list', 'search'])
    expect(options).toMatchObject({ only: ['list', 'search'], sizes: [5_000], isStrict: true, isHuge: false })
  })

  it.each([[['--only', 'lists']], [['--sizes', 'many']], [['--loud']]])('refuse %j', (args) => {
    expect(() => readOptions(args, ['list'])).toThrow()
  })
})
