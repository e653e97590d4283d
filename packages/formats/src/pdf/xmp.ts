import { tidyLine, tidyText } from '../text/tidy.ts'
import { walkXml } from '../xml/walk-xml.ts'

/** The values of an XMP packet by the local name of their property, in lower case. */
export interface Xmp {
  values: Map<string, string[]>
  /** Identifiers with a scheme of their own, as calibre writes them. */
  identifiers: { scheme: string; value: string }[]
}

/** The part of a packet that is read; a thousand times what books have. */
const MAX_PACKET = 2_000_000
const MAX_VALUES = 500

/** calibre nests the name of a series and the place in it; the name is the value of the property itself. */
const parts = new Map([
  ['value', undefined],
  ['series_index', 'series_index'],
])

/** Reads an XMP packet. Never throws: what cannot be read is not there. */
export function readXmp(packet: string): Xmp {
  const xmp: Xmp = { values: new Map(), identifiers: [] }
  const path: string[] = []
  let text = ''
  let scheme = ''

  const keep = (property: string, value: string) => {
    const known = xmp.values.get(property) ?? []
    const tidy = property === 'description' ? tidyText(value) : tidyLine(value)
    if (tidy && known.length < MAX_VALUES) xmp.values.set(property, [...known, tidy])
  }

  try {
    walkXml(packet.slice(0, MAX_PACKET), {
      open(name, attributes) {
        path.push(name)
        text = ''
        // The short form writes properties as attributes of the description.
        if (name === 'description' && path.at(-2) === 'rdf') {
          for (const key in attributes) if (key !== 'about') keep(key, attributes[key] as string)
        }
        return undefined
      },
      text(part) {
        text += part
      },
      close(name) {
        // rdf:RDF holds rdf:Description, and that holds the properties.
        const level = path.indexOf('rdf') + 2
        const property = path[level]
        if (name === 'scheme') scheme = text.trim().toLowerCase()
        else if (name === 'value' && scheme) addIdentifier(xmp, scheme, text)
        else if (level > 1 && property && path.length === level + 2 && parts.has(name))
          keep(parts.get(name) ?? property, text)
        else if (level > 1 && property && (name === 'li' || path.length === level + 1)) keep(property, text)
        if (name === 'li') scheme = ''
        path.pop()
        text = ''
        return undefined
      },
    })
  } catch {
    // A packet nested absurdly deep keeps what was read so far.
  }
  return xmp
}

function addIdentifier({ identifiers }: Xmp, scheme: string, text: string) {
  const value = tidyLine(text)
  if (value && identifiers.length < MAX_VALUES) identifiers.push({ scheme, value })
}
