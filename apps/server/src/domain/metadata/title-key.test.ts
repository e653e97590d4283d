import { describe, expect, it } from 'vitest'
import { foundWork } from './testing/found-work.ts'
import { dedupKey, isSameWork, mainKey, titleScore } from './title-key.ts'

describe('the key of a title', () => {
  it.each([
    ['Dune (Penguin Readers, Level 4)', 'dune'],
    ['Dune [Audiobook]', 'dune'],
    ['Dune (Unabridged) [Audiobook]', 'dune'],
    ["Carl's Doomsday Scenario", 'carls doomsday scenario'],
    ['Die Königsmörder-Chronik', 'die koenigsmoerder chronik'],
    ['(sic)', 'sic'],
    ['Catch-22', 'catch 22'],
  ])('%s', (title, key) => expect(dedupKey(title)).toBe(key))

  it('without the subtitle', () => {
    expect(mainKey('Sapiens: A Brief History')).toBe('sapiens')
    expect(mainKey('Sapiens - A Brief History')).toBe('sapiens')
    expect(mainKey('Catch-22')).toBe('catch 22')
  })
})

describe('two titles of one author', () => {
  const work = (title: string, told = {}) => foundWork({ title, ...told })
  const carl = "Carl's Doomsday Scenario"

  it.each([
    ['equal keys', work('Dune'), work('DUNE (Unabridged)'), true],
    ['a subtitle for the series', work(carl), work(`${carl}: Dungeon Crawler Carl, Book 2`), true],
    ['a subtitle and nothing that speaks for it', work('Sapiens'), work('Sapiens: A Brief History'), false],
    [
      'the same year',
      work('Sapiens', { releaseDate: '2011' }),
      work('Sapiens: A Brief History', { releaseDate: '2012-01' }),
      true,
    ],
    [
      'another year',
      work('Sapiens', { releaseDate: '2011' }),
      work('Sapiens: A Brief History', { releaseDate: '2020' }),
      false,
    ],
    ['an ISBN', work('Sapiens', { isbns: ['1'] }), work('Sapiens: A Brief History', { isbns: ['2', '1'] }), true],
    ['as many pages', work('Sapiens', { pages: 500 }), work('Sapiens: A Brief History', { pages: 460 }), true],
    [
      'two subtitles',
      work('Star Wars: Thrawn', { releaseDate: '2017' }),
      work('Star Wars: Aftermath', { releaseDate: '2017' }),
      false,
    ],
    [
      'another place in the series',
      work('Mistborn', { releaseDate: '2006', series: [{ name: 'Mistborn', position: '1' }] }),
      work('Mistborn: The Well', { releaseDate: '2007', series: [{ name: 'mistborn', position: '2' }] }),
      false,
    ],
    [
      'the same place in the series',
      work('Mistborn', { series: [{ name: 'Mistborn', position: '1' }] }),
      work('Mistborn: The Final Empire', { series: [{ name: 'mistborn', position: '01' }] }),
      true,
    ],
    ['other titles', work('Dune'), work('Dune Messiah'), false],
  ])('with %s', (_, one, other, isSame) => {
    expect([isSameWork(one, other), isSameWork(other, one)]).toEqual([isSame, isSame])
  })

  it('are not alike where they differ in a number', () => {
    expect(titleScore('Overlord, Vol. 1', 'Overlord, Vol. 2')).toBeLessThan(70)
    expect(titleScore('The Gods of Mars', 'Gods of Mars')).toBeGreaterThanOrEqual(70)
    expect(titleScore('Dune', 'Dune: Book 1')).toBeGreaterThanOrEqual(90)
    expect(titleScore('Dune', 'Dune Messiah')).toBeLessThan(70)
    expect(titleScore('Emma', 'emma')).toBe(100)
  })
})
