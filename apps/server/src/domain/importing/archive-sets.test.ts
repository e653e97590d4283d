import { describe, expect, it } from 'vitest'
import { archiveSets } from './archive-sets.ts'

const setsOf = (...names: string[]) =>
  archiveSets(names.map((name) => ({ path: `/d/${name}`, sizeBytes: 1, modifiedMs: 1 }))).map(
    ({ name, volumes, missing }) => ({ name, volumes: volumes.map(({ path }) => path.slice('/d/'.length)), missing }),
  )

describe('which files are one archive', () => {
  it.each([
    [['a.zip'], ['a.zip']],
    [
      ['a.part02.rar', 'a.part01.rar', 'a.part10.rar', ...Array.from({ length: 7 }, (_, n) => `a.part0${n + 3}.rar`)],
      ['a.part01.rar', 'a.part02.rar', ...Array.from({ length: 7 }, (_, n) => `a.part0${n + 3}.rar`), 'a.part10.rar'],
    ],
    [
      ['a.r00', 'a.r01', 'a.rar'],
      ['a.rar', 'a.r00', 'a.r01'],
    ],
    [
      ['A.R00', 'a.rar'],
      ['a.rar', 'A.R00'],
    ],
    [
      ['a.7z.002', 'a.7z.001'],
      ['a.7z.001', 'a.7z.002'],
    ],
    [
      ['a.zip', 'a.z02', 'a.z01'],
      ['a.z01', 'a.z02', 'a.zip'],
    ],
  ])('puts %j in order', (names, volumes) => {
    expect(setsOf(...names)).toEqual([{ name: 'a', volumes, missing: null }])
  })

  it('goes on with .s00 after .r99', () => {
    const names = ['a.rar', ...Array.from({ length: 100 }, (_, n) => `a.r${String(n).padStart(2, '0')}`), 'a.s00']
    expect(setsOf(...names)).toEqual([{ name: 'a', volumes: names, missing: null }])
  })

  it('keeps apart what has different names or lies in different folders', () => {
    expect(setsOf('a.zip', 'b.zip', 'x/a.zip', 'a.rar').map(({ volumes }) => volumes)).toEqual([
      ['a.zip'],
      ['b.zip'],
      ['x/a.zip'],
      ['a.rar'],
    ])
  })

  it.each([
    [['a.part1.rar', 'a.part3.rar'], 2],
    [['a.part2.rar'], 1],
    [['a.r00', 'a.r01'], 1],
    [['a.rar', 'a.r01'], 2],
    [['a.7z.002'], 1],
  ])('tells which part of %j is missing', (names, missing) => {
    expect(setsOf(...names)).toMatchObject([{ missing }])
  })
})
