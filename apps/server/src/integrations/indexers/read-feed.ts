import { type Attributes, walkXml } from '@colophon/formats/xml/walk-xml.ts'

/** One entry of a feed, as it stands there. */
export interface FeedItem {
  /** Text of its elements, the first of each name. */
  fields: ReadonlyMap<string, string>
  guidIsPermalink: boolean
  enclosure: Attributes | undefined
  categories: readonly string[]
  /** Of `newznab:attr` and `torznab:attr` alike, every value of a name. */
  attributes: ReadonlyMap<string, readonly string[]>
}

/** What an indexer answered, by its first element. */
export type FeedDocument =
  | { kind: 'feed'; items: FeedItem[]; total: number | undefined }
  | { kind: 'error'; code: string; description: string }
  /** Nothing that an indexer says. */
  | { kind: 'other' }
  | { kind: 'cut-off' }

/** More than any page holds; a longer answer is an attack on whoever reads it. */
const MOST_ITEMS = 10_000
const DEEPEST = 100

interface OpenItem extends FeedItem {
  fields: Map<string, string>
  categories: string[]
  attributes: Map<string, string[]>
}

/** Reads an answer to a search: a feed with its entries, or an error in the place of one. */
export function readFeed(xml: string): FeedDocument {
  const reader = new FeedReader()
  walkXml(xml, reader)
  return reader.document(xml)
}

class FeedReader {
  #root = ''
  #error: Attributes = {}
  #total: number | undefined
  #items: OpenItem[] = []
  #item: OpenItem | undefined
  #field = ''
  #text = ''
  #depth = 0

  open = (name: string, attributes: Attributes): boolean | undefined => {
    if (++this.#depth > DEEPEST || this.#items.length >= MOST_ITEMS) return false
    if (this.#root === '') {
      this.#root = name
      this.#error = attributes
      return name === 'rss' || name === 'feed' || name === 'channel'
    }
    if (name === 'item') this.#item = newItem()
    else if (this.#item) this.#openInItem(this.#item, name, attributes)
    else if (name === 'response' && attributes.total !== undefined) this.#total = wholeNumber(attributes.total)
    return undefined
  }

  text = (text: string): void => {
    if (this.#field !== '') this.#text += text
  }

  close = (name: string): boolean | undefined => {
    this.#depth--
    const item = this.#item
    if (!item) return undefined
    if (name === 'item') {
      this.#items.push(item)
      this.#item = undefined
    } else if (name === this.#field) {
      const text = this.#text.replace(/\s+/g, ' ').trim()
      if (name === 'category') item.categories.push(text)
      else if (!item.fields.has(name)) item.fields.set(name, text)
    }
    this.#field = ''
    return undefined
  }

  document(xml: string): FeedDocument {
    if (this.#root === 'error') {
      const { code = '', description = '' } = this.#error
      return { kind: 'error', code, description }
    }
    if (this.#root !== 'rss') return { kind: 'other' }
    if (!/<\/(?:\w+:)?rss\s*>\s*$/i.test(xml.slice(-200))) return { kind: 'cut-off' }
    return { kind: 'feed', items: this.#items, total: this.#total }
  }

  #openInItem(item: OpenItem, name: string, attributes: Attributes): void {
    this.#field = name
    this.#text = ''
    if (name === 'enclosure') item.enclosure ??= attributes
    else if (name === 'guid') item.guidIsPermalink = attributes.ispermalink?.toLowerCase() === 'true'
    else if (name === 'attr') {
      const key = (attributes.name ?? '').toLowerCase()
      item.attributes.set(key, [...(item.attributes.get(key) ?? []), (attributes.value ?? '').trim()])
    }
  }
}

const newItem = (): OpenItem => ({
  fields: new Map(),
  guidIsPermalink: false,
  enclosure: undefined,
  categories: [],
  attributes: new Map(),
})

/** A number of at least 0; undefined for anything else. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined
}
