import { UnreadableBook } from '../facts.ts'
import { type Attributes, walkXml } from '../xml/walk-xml.ts'

/** An element of the metadata, as it stands there. */
export interface MetadataElement {
  /** Local name in lower case: `title`, `creator`, `meta`, … */
  name: string
  text: string
  attributes: Attributes
}

export interface ManifestItem {
  id: string
  href: string
  mediaType: string
  properties: string
  fallback: string
}

export interface PackageDocument {
  metadata: MetadataElement[]
  /** What each `meta refines="#id"` says about the element with that id. */
  refinements: Map<string, MetadataElement[]>
  items: ManifestItem[]
  itemsById: Map<string, ManifestItem>
  /** Ids of manifest items in reading order. */
  spine: string[]
  /** Those of the spine that stand beside the reading order (`linear="no"`). */
  asides: ReadonlySet<string>
  direction: 'ltr' | 'rtl' | null
  guide: { type: string; href: string }[]
  uniqueIdentifierId: string | null
  /** False when the document breaks off or closes what it did not open. */
  isWellFormed: boolean
}

const MOST_METADATA = 20_000
const MOST_ITEMS = 50_000
const LONGEST_TEXT = 4 * 1024 * 1024

/**
 * Reads a package document (OPF), EPUB 2 or 3, with any prefixes and wrappers.
 * @throws {UnreadableBook} when it is none, or larger than any book needs
 */
export function parsePackage(xml: string): PackageDocument {
  const reader = new PackageReader()
  walkXml(xml, reader)
  return reader.finish()
}

class PackageReader {
  readonly #metadata: MetadataElement[] = []
  readonly #items: ManifestItem[] = []
  readonly #spine: string[] = []
  readonly #asides = new Set<string>()
  readonly #guide: { type: string; href: string }[] = []
  #direction: 'ltr' | 'rtl' | null = null
  #uniqueIdentifierId: string | null = null
  #isPackage = false
  #isClosed = false
  #isMetadata = false
  #current: MetadataElement | undefined
  #inner = 0

  open(name: string, attributes: Attributes): undefined {
    if (this.#current) return this.#openInside(name)
    if (name === 'item') this.#item(attributes)
    else if (name === 'itemref') this.#itemref(attributes)
    else if (name === 'package') {
      this.#isPackage = true
      this.#uniqueIdentifierId = attributes['unique-identifier'] ?? null
    } else if (name === 'metadata') this.#isMetadata = true
    else if (name === 'manifest') this.#isMetadata = false
    else if (name === 'spine') this.#openSpine(attributes)
    else if (name === 'reference') this.#guide.push({ type: attributes.type ?? '', href: attributes.href ?? '' })
    else if (this.#isMetadata && name !== 'dc-metadata' && name !== 'x-metadata') {
      this.#current = { name, text: '', attributes }
      this.#inner = 0
    }
  }

  text(text: string): void {
    if (this.#current && this.#current.text.length < LONGEST_TEXT) this.#current.text += text
  }

  close(name: string): undefined {
    if (this.#current) {
      if (this.#inner > 0) {
        this.#inner--
        if (this.#current.name === 'description') this.#current.text += `</${name}>`
        return
      }
      if (this.#metadata.length < MOST_METADATA) this.#metadata.push(this.#current)
      this.#current = undefined
    } else if (name === 'metadata') this.#isMetadata = false
    else if (name === 'package') this.#isClosed = true
  }

  /** Raw markup inside an element, which only descriptions should have; elements that lost their end tag are forgiven. */
  #openInside(name: string): undefined {
    if (name === 'manifest' || name === 'spine') {
      const lost = this.#current as MetadataElement
      this.#metadata.push(lost)
      this.#current = undefined
      this.#isMetadata = false
      return
    }
    this.#inner++
    if (this.#current?.name === 'description') this.#current.text += `<${name}>`
  }

  #item(attributes: Attributes): void {
    if (this.#items.length >= MOST_ITEMS) throw tooLarge()
    this.#items.push({
      id: attributes.id ?? '',
      href: attributes.href ?? '',
      mediaType: (attributes['media-type'] ?? '').trim().toLowerCase(),
      properties: attributes.properties ?? '',
      fallback: attributes.fallback ?? '',
    })
  }

  #itemref(attributes: Attributes): void {
    if (!attributes.idref || this.#spine.length >= MOST_ITEMS) return
    this.#spine.push(attributes.idref)
    if (attributes.linear === 'no') this.#asides.add(attributes.idref)
  }

  #openSpine(attributes: Attributes): void {
    this.#isMetadata = false
    const direction = attributes['page-progression-direction']
    if (direction === 'rtl' || direction === 'ltr') this.#direction = direction
  }

  finish(): PackageDocument {
    if (!this.#isPackage) throw new UnreadableBook('damaged', 'The package document of the EPUB is none.')
    return {
      metadata: this.#metadata,
      refinements: groupRefinements(this.#metadata),
      items: this.#items,
      itemsById: new Map(this.#items.map((item) => [item.id, item])),
      spine: this.#spine,
      asides: this.#asides,
      direction: this.#direction,
      guide: this.#guide,
      uniqueIdentifierId: this.#uniqueIdentifierId,
      isWellFormed: this.#isClosed,
    }
  }
}

function groupRefinements(metadata: MetadataElement[]): Map<string, MetadataElement[]> {
  const groups = new Map<string, MetadataElement[]>()
  for (const element of metadata) {
    const target = element.attributes.refines
    if (!target) continue
    const id = target.replace(/^#/, '')
    const group = groups.get(id)
    if (group) group.push(element)
    else groups.set(id, [element])
  }
  return groups
}

function tooLarge(): UnreadableBook {
  return new UnreadableBook('too-large', 'The package document of the EPUB lists more than any book has.')
}

/** What is said about an element under a property, e.g. its `role`. */
export function refinement(
  document: PackageDocument,
  element: MetadataElement,
  property: string,
): MetadataElement | undefined {
  return refinements(document, element, property)[0]
}

export function refinements(document: PackageDocument, element: MetadataElement, property: string): MetadataElement[] {
  const { id } = element.attributes
  const group = id ? document.refinements.get(id) : undefined
  return group?.filter((meta) => meta.attributes.property === property) ?? []
}
