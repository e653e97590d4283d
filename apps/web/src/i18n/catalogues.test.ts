import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'vite'
import { describe, expect, it } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'

const source = fileURLToPath(new URL('..', import.meta.url))

/** `book.count_one` and what it says, for every text of a catalogue. */
function textsOf(part: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(part).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + name, value]] : [...textsOf(value, `${prefix}${name}.`)],
    ),
  )
}

const catalogues = { en: textsOf(en), de: textsOf(de) }
const forms = /_(zero|one|two|few|many|other)$/

/** Names that a text fills in, each with the way it is written: `count, number`. */
const gapsOf = (text: string) => [...text.matchAll(/\{\{([^}]+)\}\}/g)].map(([, gap]) => gap?.trim()).sort()

const files = globSync('**/*.{ts,tsx}', { cwd: source })
  .filter((name) => !/^i18n\/(en|de)\b|\.test\.ts$/.test(name))
  .map((name) => ({ name, tree: parseSync(name, readFileSync(`${source}/${name}`, 'utf8')).program }))

describe.each(Object.entries(catalogues))('the words in %s', (language, texts) => {
  it('say the same things as in English', () => {
    const meaning = (keys: Iterable<string>) => new Set([...keys].map((key) => key.replace(forms, '')))
    expect(meaning(texts.keys())).toEqual(meaning(catalogues.en.keys()))
  })

  it('have every plural form of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    const counted = [...texts.keys()].filter((key) => key.endsWith('_other')).map((key) => key.replace(forms, ''))
    const wanted = counted.flatMap((key) => pluralCategories.map((form) => `${key}_${form}`))
    expect(wanted.filter((key) => !texts.has(key))).toEqual([])
    // A single form without the rest would show its key for most numbers.
    expect([...texts.keys()].filter((key) => forms.test(key) && !counted.includes(key.replace(forms, '')))).toEqual([])
  })

  it('fill in what the English words fill in', () => {
    const wrong = [...texts].filter(([key, text]) => {
      const english = catalogues.en.get(key) ?? catalogues.en.get(key.replace(forms, '_other')) ?? ''
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
  const said = new Set<string>()
  const patterns: RegExp[] = []
  for (const { tree } of files) {
    new Visitor({
      Literal({ value }) {
        if (typeof value === 'string') said.add(value)
      },
      TemplateLiteral({ quasis }) {
        const [first = '', ...rest] = quasis.map(({ value }) => value.raw)
        if (rest.length > 0 && /^[a-zA-Z]+\.[a-zA-Z.]*$/.test(first))
          patterns.push(new RegExp(`^${[first, ...rest].map((text) => text.replaceAll('.', '\\.')).join('[^.]+')}$`))
      },
    }).visit(tree)
  }
  const isSaid = (key: string) => said.has(key) || patterns.some((pattern) => pattern.test(key))
  const keys = [...catalogues.en.keys()].filter((key) => !isSaid(key) && !isSaid(key.replace(forms, '')))
  expect(keys).toEqual([])
})

it('says nothing that is not in the catalogue', () => {
  // A name, a sample of letters and the beginning of an address are the same in every language.
  const signs = new Set(['Colophon', 'Aa', 'https://'])
  const isWords = (text: string) => /\p{Letter}{2}/u.test(text) && !signs.has(text.trim())
  const told = new Set(['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'label', 'lead', 'hint'])
  const bare: string[] = []
  for (const { name, tree } of files) {
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
  const careless = files.flatMap(({ name }) =>
    [...readFileSync(`${source}/${name}`, 'utf8').matchAll(/\.toLocale\w*String\(\)|new Intl\.\w+\(\)/g)].map(
      ([call]) => `${name}: ${call}`,
    ),
  )
  expect(careless).toEqual([])
})
