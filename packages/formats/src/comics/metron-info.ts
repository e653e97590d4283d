import { toIdentifier } from '../epub/read-identifiers.ts'
import { toPlace } from '../epub/read-series.ts'
import type { Creator, CreatorRole } from '../facts.ts'
import { normaliseDate } from '../text/dates.ts'
import { tidyLine, tidyText } from '../text/tidy.ts'
import { walkXml } from '../xml/walk-xml.ts'
import type { ComicFacts } from './comic-facts.ts'

/** Reads a MetronInfo.xml (version 1). */
export function parseMetronInfo(xml: string): ComicFacts {
  const texts = new Map<string, string[]>()
  const creators: Creator[] = []
  const path: string[] = []
  let language: string | undefined
  let person = ''
  let roles: string[] = []
  let text = ''
  walkXml(xml, {
    open(name, attributes) {
      path.push(name)
      text = ''
      if (name === 'series' && path.length === 2) language = attributes.lang
      if (name === 'credit') [person, roles] = ['', []]
      return undefined
    },
    text(part) {
      text += part
    },
    close(name) {
      const key = path.slice(1).join('/')
      if (text.trim()) texts.set(key, [...(texts.get(key) ?? []), text.trim()])
      if (key === 'credits/credit/creator') person = text.trim()
      if (key === 'credits/credit/roles/role') roles.push(text.trim())
      if (name === 'credit' && person) creators.push({ name: person, sort: null, role: roleOf(roles) })
      path.pop()
      text = ''
      return undefined
    },
  })
  const one = (key: string) => texts.get(key)?.[0]
  const place = toPlace(one('series/name'), one('number'))
  const isbn = toIdentifier(one('gtin/isbn') ?? '', 'isbn')
  return {
    title: tidyLine(one('collectiontitle') ?? one('title') ?? one('stories/story')),
    series: place ? [place] : [],
    creators,
    description: tidyText(one('summary')),
    publisher: tidyLine(one('publisher/name') ?? one('publisher'), 500),
    published: normaliseDate(one('coverdate') ?? one('storedate')),
    languages: language ? [language] : [],
    subjects: [...(texts.get('genres/genre') ?? []), ...(texts.get('tags/tag') ?? [])],
    identifiers: isbn ? [isbn] : [],
    isRightToLeft: one('mangaspecific/readingdirection')?.toLowerCase() === 'righttoleft',
    frontCover: null,
  }
}

/** The role for which a reader looks first. */
function roleOf(roles: string[]): CreatorRole {
  const said = roles.join(' ').toLowerCase()
  if (/writer|script|story|plot/.test(said)) return 'author'
  if (/translat/.test(said)) return 'translator'
  if (/art|pencil|ink|colou?r|cover|illustrat/.test(said)) return 'illustrator'
  return /editor/.test(said) ? 'editor' : 'contributor'
}
