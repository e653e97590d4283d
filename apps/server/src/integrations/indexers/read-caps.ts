import { walkXml } from '@colophon/formats/xml/walk-xml.ts'
import type { Capabilities, IndexerCategory } from '#domain/releases/indexer-port.ts'
import { wholeNumber } from './read-feed.ts'

const USUAL_PAGE = 100

/** Reads what an indexer says it can do; undefined where it says something else. */
export function readCaps(xml: string): Capabilities | undefined {
  let isCaps = false
  let title = ''
  let mostResults = USUAL_PAGE
  let hasBookSearch = false
  const categories: IndexerCategory[] = []
  walkXml(xml, {
    open(name, attributes) {
      if (!isCaps && name !== 'caps') return false
      isCaps = true
      if (name === 'server') title = attributes.title ?? ''
      if (name === 'limits') mostResults = wholeNumber(attributes.max) || USUAL_PAGE
      if (name === 'book-search')
        hasBookSearch = attributes.available === 'yes' && takesTitle(attributes.supportedparams)
      if (name === 'category' || name === 'subcat') {
        const id = wholeNumber(attributes.id)
        if (id !== undefined) categories.push({ id, name: attributes.name ?? '', isChild: name === 'subcat' })
      }
      return undefined
    },
  })
  return isCaps ? { title, hasBookSearch, mostResults, categories } : undefined
}

/** A search for books that knows words alone is no better than the plain one. */
const takesTitle = (params: string | undefined) => params === undefined || params.split(',').includes('title')
