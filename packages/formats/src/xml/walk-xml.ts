import { Parser } from 'htmlparser2'
import { UnreadableBook } from '../facts.ts'
import { decodeEntities } from './entities.ts'
import { stripDoctype } from './strip-doctype.ts'

/** Deeper than any document seen; the parser's own stack becomes slow far beyond this. */
const DEEPEST = 1000

export type Attributes = Readonly<Record<string, string>>

export interface XmlWalker {
  /** `name` is without prefix, in lower case; attributes likewise. Answering `false` ends the walk. */
  open?(name: string, attributes: Attributes): boolean | undefined
  text?(text: string): void
  /** Answering `false` ends the walk. */
  close?(name: string): boolean | undefined
}

/** Thrown to leave the parser early; one object without a stack, because this happens for nearly every book. */
const END_OF_WALK = Symbol('end of walk')

/**
 * Walks a document of XML without building a tree. Forgives what is not well-formed, drops the DOCTYPE and expands no declared entity.
 * @throws {UnreadableBook} `dangerous` when elements are nested absurdly deep
 */
export function walkXml(xml: string, walker: XmlWalker): void {
  let depth = 0
  let isCdata = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > DEEPEST) throw new UnreadableBook('dangerous', 'The file nests its elements absurdly deep.')
        if (walker.open?.(localName(name), localAttributes(attributes)) === false) throw END_OF_WALK
      },
      ontext(text) {
        walker.text?.(isCdata ? text : decodeEntities(text))
      },
      oncdatastart() {
        isCdata = true
      },
      oncdataend() {
        isCdata = false
      },
      onclosetag(name) {
        depth--
        if (walker.close?.(localName(name)) === false) throw END_OF_WALK
      },
    },
    { xmlMode: true, decodeEntities: false },
  )
  try {
    parser.end(stripDoctype(xml))
  } catch (error) {
    if (error !== END_OF_WALK) throw error
  }
}

const localNames = new Map<string, string>()

/** The part behind the prefix: files use every prefix there is, and some none. */
function localName(name: string): string {
  const cached = localNames.get(name)
  if (cached !== undefined) return cached
  const local = name.slice(name.indexOf(':') + 1).toLowerCase()
  if (localNames.size < 2000 && name.length < 40) localNames.set(name, local)
  return local
}

function localAttributes(attributes: Record<string, string>): Attributes {
  const local: Record<string, string> = Object.create(null)
  for (const name in attributes) local[localName(name)] = decodeEntities(attributes[name] as string)
  return local
}
