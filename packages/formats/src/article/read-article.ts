import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { UnreadableBook } from '../facts.ts'
import { tidyLine, tidyText } from '../text/tidy.ts'
import { decodePage } from './decode-page.ts'
import type { DomNode } from './dom.ts'
import { toXhtml, type Xhtml } from './to-xhtml.ts'

export interface PageToRead {
  bytes: Uint8Array
  /** What the server said it is; empty where it said nothing. */
  contentType: string
  /** Where the page came from: addresses in it are meant from there. */
  url: string
  maxPictures: number
}

/** What a page of the web is about, without what stands around it. */
export interface Article extends Xhtml {
  title: string | null
  /** Who wrote it, in the words of the page. */
  byline: string | null
  /** A language tag. */
  language: string | null
  site: string | null
  excerpt: string | null
  /** `YYYY-MM-DD`. */
  published: string | null
  isRightToLeft: boolean
}

/** Beyond this the search for the article takes longer than anybody would wait. */
const MAX_TAGS = 60_000
const MAX_LETTERS = 8_000_000

/**
 * Finds the article in a page.
 * @throws {UnreadableBook} `unsupported` where it holds none, `too-large` where it is no page that people read
 */
export function readArticle({ bytes, contentType, url, maxPictures }: PageToRead): Article {
  const html = decodePage(bytes, contentType)
  if (html.length > MAX_LETTERS || countTags(html) > MAX_TAGS) throw tooLarge()
  const { document } = parseHTML(wholePage(html))
  const base = baseOf(document.querySelector('base')?.getAttribute('href'), url)
  const found = new Readability<DomNode>(document, { serializer: (node: DomNode) => node }).parse()
  if (!found?.content || (found.textContent ?? '').trim() === '') throw noArticle()
  const text = toXhtml(found.content, base, { maxPictures })
  if (text.xhtml === '') throw noArticle()
  return {
    ...text,
    title: tidyLine(found.title),
    byline: tidyLine(found.byline?.replace(/^\s*by[:\s]\s*/i, ''), 300),
    language: languageTag(found.lang),
    site: tidyLine(found.siteName, 300),
    excerpt: tidyText(found.excerpt, 2_000),
    published: dayOf(found.publishedTime),
    isRightToLeft: found.dir === 'rtl',
  }
}

const noArticle = () => new UnreadableBook('unsupported', 'The page holds no article that could be read')
const tooLarge = () => new UnreadableBook('too-large', 'The page is too large to be read as an article')

/** Of opening tags, as many as matter. */
function countTags(html: string): number {
  let count = 0
  for (const _ of html.matchAll(/<[a-z]/gi)) if (++count > MAX_TAGS) break
  return count
}

/** A piece of a page is a page too; without its frame the parser would take its first element for the whole. */
function wholePage(html: string): string {
  return /<html[\s>]/i.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`
}

function baseOf(named: string | null | undefined, url: string): string {
  return named && URL.canParse(named, url) ? new URL(named, url).href : url
}

function languageTag(tag: string | null | undefined): string | null {
  try {
    return Intl.getCanonicalLocales(tag?.trim().replaceAll('_', '-') || [])[0] ?? null
  } catch {
    return null
  }
}

function dayOf(time: string | null | undefined): string | null {
  const day = /^\d{4}-\d\d-\d\d/.exec(time?.trim() ?? '')?.[0]
  if (day) return day
  const at = Date.parse(time ?? '')
  return Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10)
}
