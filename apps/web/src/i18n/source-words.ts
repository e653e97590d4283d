import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ESTree, parseSync, Visitor } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A module of the app as tests of the catalogue look at it. */
export interface SourceFile {
  /** From the folder of the sources: `app/frame.tsx`. */
  name: string
  text: string
  tree: ESTree.Program
}

export const sourceFiles: SourceFile[] = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter((name) => !/^i18n\/(en|de)\b|\.test\.ts$/.test(name))
  .map((name) => {
    const text = readFileSync(join(root, name), 'utf8')
    return { name, text, tree: parseSync(name, text).program }
  })

const forms = /_(zero|one|two|few|many|other)$/

/** `book.count` of `book.count_one`. */
export const withoutForm = (key: string): string => key.replace(forms, '')
export const isForm = (key: string): boolean => forms.test(key)

/** `book.count_one` and what it says, for every text of a catalogue. */
export function textsOf(part: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(part).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + name, value]] : [...textsOf(value, `${prefix}${name}.`)],
    ),
  )
}

/** Whether a module says a key: it has it as text, or puts it together. */
export function saidIn(tree: ESTree.Program): (key: string) => boolean {
  const said = new Set<string>()
  const patterns: RegExp[] = []
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
  const says = (key: string) => said.has(key) || patterns.some((pattern) => pattern.test(key))
  return (key) => says(key) || says(withoutForm(key))
}

/** The module of the app that an import names; nothing for libraries. */
export function moduleOf(from: string, address: string): string | undefined {
  if (address.startsWith('#')) return address.slice(1)
  return address.startsWith('.') ? join(dirname(from), address) : undefined
}
