import { type ESTree, type Plugin, parseSync, Visitor } from 'vite'

/** What `call()` reads of a description. */
const CALLED = new Set(['method', 'path', 'access'])

/**
 * The contract describes endpoints with schemas and sentences, of which the browser needs the types, and the address to
 * call. Leaving the rest out of the bundle, and TypeBox with it, saves more than the whole router weighs.
 */
export function withoutSchemas(replacement: string): Plugin {
  return {
    name: 'colophon:without-schemas',
    enforce: 'pre',
    resolveId: (source) => (source === 'typebox' || source.startsWith('typebox/') ? replacement : null),
    transform: {
      filter: { id: /\/packages\/contract\/src\/.*\.ts$/, code: 'endpoint(' },
      handler: (code, id) => ({ code: withAddressesAlone(code, id), map: null }),
    },
  }
}

/** For each `endpoint({ … })` so much of its description as is called. */
function withAddressesAlone(code: string, id: string): string {
  const found: { start: number; end: number; address: string }[] = []
  new Visitor({
    CallExpression({ start, end, callee, arguments: [description] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'endpoint' || description?.type !== 'ObjectExpression') return
      const called = description.properties.filter((one) => one.type !== 'Property' || CALLED.has(nameOf(one)))
      found.push({ start, end, address: called.map((one) => code.slice(one.start, one.end)).join(', ') })
    },
  }).visit(parseSync(id, code).program)
  return found.reduceRight(
    (text, { start, end, address }) => `${text.slice(0, start)}({ ${address} })${text.slice(end)}`,
    code,
  )
}

const nameOf = ({ key }: ESTree.ObjectProperty): string => (key.type === 'Identifier' ? key.name : '')
