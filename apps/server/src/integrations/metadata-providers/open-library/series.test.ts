import { describe, expect, it } from 'vitest'
import { seriesOfWork } from './series.ts'

const named = (value: unknown) => seriesOfWork(value).map(({ name, position }) => [name, position])

describe('series as Open Library names them', () => {
  it.each([
    ['Red Rising #1', 'Red Rising', '1'],
    ['Lantern Cycle, Book 2', 'Lantern Cycle', '2'],
    ['Red Rising Trilogy -- bk. 2', 'Red Rising Trilogy', '2'],
    ['Discworld ; v. 2.5', 'Discworld', '2.5'],
    ['Barsoom #1-3', 'Barsoom', '1-3'],
    ['Penguin Classics', 'Penguin Classics', null],
    ['The 39 Clues', 'The 39 Clues', null],
  ])('%s', (text, name, position) => {
    expect(named([text])).toEqual([[name, position]])
  })

  it('are taken from objects, once each, and not from references without a name', () => {
    expect(
      named([{ key: '/works/OL9999W', title: 'Red Rising #1' }, 'Red Rising', { series: { key: '/series/OL1L' } }]),
    ).toEqual([['Red Rising', '1']])
    expect(named(undefined)).toEqual([])
  })

  it('are the English ones of several languages, else the first', () => {
    expect(named(['Scheibenwelt #3 (German)', 'Discworld #3 (English)'])).toEqual([['Discworld', '3']])
    expect(named(['Scheibenwelt #3 [ger]', 'Disque-monde #3 [fre]'])).toEqual([['Scheibenwelt', '3']])
  })

  it('are read in linear time', () => {
    const began = performance.now()
    seriesOfWork([`${'book '.repeat(400)}x`, `${'('.repeat(490)}`, `${'a -- '.repeat(100)}`])
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
