import { describe, expect, it } from 'vitest'
import { canonicalName, comparePeople, halveDoubled } from './author-identity.ts'
import { jaroWinkler, tokenSetScore } from './likeness.ts'

describe('two names', () => {
  it.each([
    ['J.R.R. Tolkien', 'Tolkien, J. R. R.', 'same'],
    ['JRR Tolkien', 'J. R. R. Tolkien', 'same'],
    ['Ursula K. Le Guin', 'Ursula Le Guin', 'same'],
    ['Jo Nesbø', 'Jo Nesbo', 'same'],
    ['Heinrich Böll', 'Heinrich Boell', 'same'],
    ['Heinrich Böll', 'Heinrich Boll', 'same'],
    ['Stanisław Lem', 'Stanislaw Lem', 'same'],
    ['Kurt Vonnegut, Jr.', 'Kurt Vonnegut', 'same'],
    ['Murakami Haruki', 'Haruki Murakami', 'same'],
    ['Michael Connelly', 'Michael Connolly', 'same'],
    ['Adam Reid', 'Rachel Reid', 'different'],
    ['Robin Hobb', 'Robin Hood', 'ask'],
    ['Jane Doe', 'Jane Roe', 'ask'],
    ['村上春樹', 'Haruki Murakami', 'different'],
    ['', 'Jane Doe', 'different'],
  ])('%s and %s: %s', (one, other, verdict) => {
    expect(comparePeople({ name: one }, { name: other })).toBe(verdict)
    expect(comparePeople({ name: other }, { name: one })).toBe(verdict)
  })

  it('in two scripts are joined by a name that is known', () => {
    expect(comparePeople({ name: '村上春樹', aliases: ['Haruki Murakami'] }, { name: 'Murakami, Haruki' })).toBe('same')
  })

  it('have one way to be written', () => {
    const ways = ['J.R.R. Tolkien', 'Tolkien, J. R. R.', 'JRR  TOLKIEN', 'J. R. R. Tolkien Jr.']
    expect(new Set(ways.map(canonicalName))).toEqual(new Set(['jrr tolkien']))
    expect(canonicalName('Heinrich Böll')).toBe(canonicalName('Heinrich Boell'))
  })

  it('that come twice are taken once', () => {
    expect(halveDoubled('Jane Doe Jane Doe')).toBe('Jane Doe')
    expect(halveDoubled('Boutros Boutros')).toBe('Boutros Boutros')
    expect(halveDoubled('Ford Madox Ford')).toBe('Ford Madox Ford')
  })
})

describe('likeness', () => {
  it.each([
    ['jane doe', 'jane roe', 0.95],
    ['robin hobb', 'robin hood', 0.92],
    ['adam reid', 'rachel reid', 0.65],
    ['martha', 'marhta', 0.961],
    ['', '', 1],
    ['a', '', 0],
  ])('of %s and %s', (one, other, likeness) => expect(jaroWinkler(one, other)).toBeCloseTo(likeness, 1))

  it('of titles forgives words that only one has', () => {
    expect(tokenSetScore('the time machine', 'the time machine retold')).toBe(100)
    expect(tokenSetScore('the time machine', 'the invisible man')).toBeLessThan(88)
    expect(tokenSetScore('dune', 'emma')).toBeLessThan(60)
  })

  it('of long texts takes no long time', () => {
    const long = 'ab '.repeat(50_000)
    const began = performance.now()
    tokenSetScore(long, `${long}x`)
    jaroWinkler(long, `x${long}`)
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
