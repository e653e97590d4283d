import { type ESTree, Visitor } from 'vite'
import { expect, it } from 'vitest'
import { areas } from './areas.ts'
import { en } from './en.ts'
import { moduleOf, saidIn, sourceFiles, textsOf, withoutForm } from './source-words.ts'

/** A part that is fetched when it is wanted, or one of the app's two beginnings, with the areas that it brings. */
interface Part {
  from: string
  module: string
  brought: string[]
}

const texts = (given: ESTree.Argument[]) =>
  given.flatMap((one) => (one.type === 'Literal' && typeof one.value === 'string' ? [one.value] : []))

const imports = new Map<string, string[]>()
const parts: Part[] = [{ from: 'index.html', module: 'main.tsx', brought: [] }]
for (const { name, tree } of sourceFiles) {
  const heads: string[] = []
  const brings = new Map<ESTree.Expression, string[]>()
  new Visitor({
    ImportDeclaration({ importKind, specifiers, source }) {
      const isOfTypes =
        specifiers.length > 0 && specifiers.every((one) => 'importKind' in one && one.importKind === 'type')
      if (importKind !== 'type' && !isOfTypes) heads.push(moduleOf(name, source.value) ?? '')
    },
    CallExpression({ callee, arguments: given }) {
      if (callee.type !== 'Identifier') return
      const [first, ...rest] = given
      if (callee.name === 'withWords' && first?.type === 'ImportExpression') brings.set(first, texts(rest))
      if (callee.name === 'startTranslations' && name === 'read.tsx')
        parts.push({ from: 'read.html', module: name, brought: texts(given) })
    },
    ImportExpression(node) {
      const module = node.source.type === 'Literal' ? moduleOf(name, String(node.source.value)) : undefined
      if (module && !name.startsWith('i18n/')) parts.push({ from: name, module, brought: brings.get(node) ?? [] })
    },
  }).visit(tree)
  imports.set(name, heads)
}

const areaOfKey = new Map<string, string>()
for (const [area, { en }] of Object.entries(areas)) {
  for (const key of textsOf((await en()).words).keys()) areaOfKey.set(key, area)
}

const areasSaid = new Map(
  sourceFiles.map(({ name, tree }) => {
    const says = saidIn(tree)
    return [name, new Set([...areaOfKey].filter(([key]) => says(key)).map(([, area]) => area))]
  }),
)

function saidFrom(module: string): string[] {
  const reached = new Set([module])
  for (const one of reached) for (const next of imports.get(one) ?? []) reached.add(next)
  return [...new Set([...reached].flatMap((one) => [...(areasSaid.get(one) ?? [])]))].filter((area) => area !== 'core')
}

it.each(parts)('$module brings the words that it says to $from, and no others', ({ module, brought }) => {
  expect(brought.toSorted()).toEqual(saidFrom(module).toSorted())
})

it('has every word in one area', () => {
  expect(new Set([...areaOfKey.keys()].map(withoutForm))).toEqual(new Set([...textsOf(en).keys()].map(withoutForm)))
})
