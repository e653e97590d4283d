import { Visitor } from 'vite'
import { describe, expect, it } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'
import { isForm, saidIn, sourceFiles, textsOf, withoutForm } from './source-words.ts'

const catalogues = { en: textsOf(en), de: textsOf(de) }

/** Names that a text fills in, each with the way it is written: `count, number`. */
const gapsOf = (text: string) => [...text.matchAll(/\{\{([^}]+)\}\}/g)].map(([, gap]) => gap?.trim()).sort()

describe.each(Object.entries(catalogues))('the words in %s', (language, texts) => {
  it('say the same things as in English', () => {
    const meaning = (keys: Iterable<string>) => new Set([...keys].map(withoutForm))
    expect(meaning(texts.keys())).toEqual(meaning(catalogues.en.keys()))
  })

  it('have every plural form of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    const counted = [...texts.keys()].filter((key) => key.endsWith('_other')).map(withoutForm)
    const wanted = counted.flatMap((key) => pluralCategories.map((form) => `${key}_${form}`))
    expect(wanted.filter((key) => !texts.has(key))).toEqual([])
    // A single form without the rest would show its key for most numbers.
    expect([...texts.keys()].filter((key) => isForm(key) && !counted.includes(withoutForm(key)))).toEqual([])
  })

  it('fill in what the English words fill in', () => {
    const wrong = [...texts].filter(([key, text]) => {
      const english = catalogues.en.get(key) ?? catalogues.en.get(`${withoutForm(key)}_other`) ?? ''
      const isFormOfOne = /_(zero|one)$/.test(key)
      const gaps = gapsOf(text)
      // “once” and “no problems” need no number.
      const needed = gapsOf(english).filter((gap) => !(isFormOfOne && gap?.startsWith('count')))
      return !needed.every((gap) => gaps.includes(gap)) || !gaps.every((gap) => english.includes(String(gap)))
    })
    expect(wrong.map(([key]) => key)).toEqual([])
  })

  it('are set with the quotation marks and dashes of print', () => {
    const typed = /"|'\w|\.\.\.| - /
    const quotes = language === 'de' ? /“[^„]*”|”/ : /„/
    expect([...texts].filter(([, text]) => typed.test(text) || quotes.test(text)).map(([key]) => key)).toEqual([])
  })
})

it('keeps no words that nothing says', () => {
  const sayings = sourceFiles.map(({ tree }) => saidIn(tree))
  expect([...catalogues.en.keys()].filter((key) => !sayings.some((says) => says(key)))).toEqual([])
})

it('says nothing that is not in the catalogue', () => {
  // A name, a sample of letters and the beginning of an address are the same in every language.
  const signs = new Set(['Colophon', 'Aa', 'https://'])
  const isWords = (text: string) => /\p{Letter}{2}/u.test(text) && !signs.has(text.trim())
  const told = new Set(['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'label', 'lead', 'hint'])
  const bare: string[] = []
  for (const { name, tree } of sourceFiles) {
    new Visitor({
      JSXText({ value }) {
        if (isWords(value)) bare.push(`${name}: ${value.trim()}`)
      },
      JSXAttribute({ name: attribute, value }) {
        if (attribute.type !== 'JSXIdentifier' || !told.has(attribute.name)) return
        if (value?.type === 'Literal' && isWords(String(value.value))) bare.push(`${name}: ${value.value}`)
      },
    }).visit(tree)
  }
  expect(bare).toEqual([])
})

it('formats by the locale of the app, never by that of the browser', () => {
  const careless = sourceFiles.flatMap(({ name, text }) =>
    [...text.matchAll(/\.toLocale\w*String\(\)|new Intl\.\w+\(\)/g)].map(([call]) => `${name}: ${call}`),
  )
  expect(careless).toEqual([])
})
