import { describe, expect, it } from 'vitest'
import { foldTitle, slug } from './text.ts'

describe('folding a title', () => {
  it.each([
    ["Carl's Doomsday Scenario", 'carls doomsday scenario'],
    ['Die Königsmörder-Chronik', 'die koenigsmoerder chronik'],
    ['Straße & Weg', 'strasse weg'],
    ['Ko\u0308nig', 'koenig'],
    ['Résumé', 'résumé'],
    ['  …  ', ''],
    ['हिन्दी किताब', 'हिन्दी किताब'],
    ['1Q84: 上', '1q84 上'],
  ])('%s', (title, folded) => expect(foldTitle(title)).toBe(folded))
})

describe('a slug', () => {
  it.each([
    ['The Dark Tower', 'the-dark-tower'],
    ['Émile Zola!', 'emile-zola'],
    ['Όμηρος', 'ομηρος'],
    ['ガラスの仮面', 'ガラスの仮面'],
    ['Война и мир й', 'война-и-мир-й'],
    ['--', ''],
  ])('of %s', (text, made) => expect(slug(text)).toBe(made))
})
