import type { IAudioMetadata } from 'music-metadata'
import { type BookFacts, blankFacts, type Creator, type Format, type Identifier } from '../facts.ts'
import { normaliseIsbn } from '../isbn.ts'
import { normaliseDate } from '../text/dates.ts'
import { tidyText } from '../text/tidy.ts'
import { languageTag } from './language-name.ts'
import { splitPeople } from './people.ts'
import { seriesOfTags } from './series-of-tags.ts'
import { readable, type Tags, tagsOf } from './tags.ts'

/** Shorter remarks say who made the file, not what the book is about. */
const MIN_DESCRIBING_COMMENT = 60

/** What the tags of one file say. Length and chapters are not among them. */
export function audioFacts(metadata: IAudioMetadata, format: Format): BookFacts {
  const { common } = metadata
  const tags = tagsOf(metadata)
  const facts = blankFacts(format)
  const album = readable(common.album)
  facts.title = readable(common.title) ?? album
  facts.subtitle = readable(common.subtitle?.[0]) ?? tags.first('subtitle', 'tit3')
  facts.sortTitle = readable(common.titlesort)
  facts.track = album ? { album, disc: common.disk.no, number: common.track.no } : null
  facts.creators = creatorsOf(metadata, tags)
  facts.series = seriesOfTags(tags, { name: readable(common.movement) ?? undefined, number: common.movementIndex.no })
  facts.publisher = readable(common.label?.[0]) ?? tags.first('publisher', '©pub', 'tpub', 'organization')
  facts.published = normaliseDate(common.originaldate ?? common.date ?? common.year?.toString())
  facts.description = descriptionOf(metadata, tags)
  facts.subjects = (common.genre ?? [])
    .flatMap((genre) => genre.split(/\s*;\s*/))
    .flatMap((genre) => readable(genre) ?? [])
  const language = readable(common.language) ?? tags.first('language')
  facts.languages = language && language !== 'und' ? [languageTag(language)] : []
  facts.identifiers = identifiersOf(metadata, tags)
  if (/drms|aavd|enca/i.test(metadata.format.codec ?? '')) facts.drm = 'Encrypted audio'
  return facts
}

/** The album's artist is the author where there is one; the track's may name readers and guests as well. */
function creatorsOf({ common }: IAudioMetadata, tags: Tags): Creator[] {
  const own = tags.all('narrator', 'narratedby', '©nrt', 'reader', 'read_by')
  const albumArtist = common.albumartist && !/^various\b/i.test(common.albumartist) ? [common.albumartist] : null
  const artists = albumArtist ?? (common.artists?.length ? common.artists : common.artist ? [common.artist] : [])
  const tagged = tags.all('author')
  const authors = splitPeople(tagged.length > 0 ? tagged : artists, 'author')
  const narrators = splitPeople(own.length > 0 ? own : (common.composer ?? []), 'narrator')
  const isNarrator = ({ name }: Creator) => narrators.some((narrator) => narrator.name === name)
  // Some put the author into both fields, some author and reader into one.
  const writers = authors.length > 1 ? authors.filter((author) => !isNarrator(author)) : authors
  const readers =
    own.length > 0 ? narrators : narrators.filter(({ name }) => !writers.some((writer) => writer.name === name))
  const sort = readable(common.albumartistsort ?? common.artistsort)
  const [writer] = writers
  if (writer && writers.length === 1 && sort) writer.sort = sort
  return [...writers, ...readers]
}

function descriptionOf({ common }: IAudioMetadata, tags: Tags): string | null {
  const described = tidyText(common.longDescription) ?? tidyText(common.description?.join('\n'))
  if (described) return described
  const comment = tidyText(common.comment?.map(({ text }) => text ?? '').join('\n'))
  const tagged = tags.first('synopsis', 'summary')
  return tagged ?? (comment && comment.length >= MIN_DESCRIBING_COMMENT ? comment : null)
}

function identifiersOf({ common }: IAudioMetadata, tags: Tags): Identifier[] {
  const identifiers: Identifier[] = []
  const isbn = normaliseIsbn(tags.first('isbn') ?? '')
  if (isbn) identifiers.push({ scheme: 'isbn', value: isbn })
  const asin = readable(common.asin) ?? tags.first('asin', 'audible_asin', 'cdek')
  if (asin && /^[A-Z0-9]{10}$/.test(asin)) identifiers.push({ scheme: 'asin', value: asin })
  return identifiers
}
