/** What a book file says about itself. Nothing here is guessed from its name or place. */
export interface BookFacts {
  format: Format
  title: string | null
  subtitle: string | null
  /** Title as the file wants it sorted. */
  sortTitle: string | null
  creators: Creator[]
  /** Language tags as they stand in the file, the main one first. */
  languages: string[]
  identifiers: Identifier[]
  publisher: string | null
  /** Date of publication: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or the text of the file where it is none of these. */
  published: string | null
  /** As in the file: may hold HTML, and is hostile until sanitised. */
  description: string | null
  subjects: string[]
  series: SeriesPlace[]
  /** Pictures of a comic, pages of a PDF. */
  pages: number | null
  /** Length of audio in seconds. */
  durationSeconds: number | null
  chapters: Chapter[]
  /**
   * For a file of audio: the album that it says it is a track of, by which the tracks of a folder become one audiobook
   * (`title` stays the track's own). Null for anything else, and where the tags name no album.
   */
  track: TrackPlace | null
  direction: 'ltr' | 'rtl' | null
  isFixedLayout: boolean
  /** Name of the lock when the content is encrypted, e.g. `Adobe ADEPT`. */
  drm: string | null
  /** Plain sentences about what was wrong and could be read all the same. */
  warnings: string[]
}

export type Format =
  | 'epub'
  | 'kepub'
  | 'pdf'
  | 'mobi'
  | 'azw'
  | 'azw3'
  | 'cbz'
  | 'cbr'
  | 'cb7'
  | 'cbt'
  | 'fb2'
  | 'fbz'
  | 'm4b'
  | 'm4a'
  | 'mp3'
  | 'flac'
  | 'ogg'
  | 'opus'
  | 'txt'

export interface Creator {
  name: string
  /** Sort form as the file gives it (`Austen, Jane`), or null. */
  sort: string | null
  role: CreatorRole
}

export type CreatorRole = 'author' | 'translator' | 'narrator' | 'illustrator' | 'editor' | 'contributor'

export interface Identifier {
  /** Lower case: `isbn`, `asin`, `uuid`, `doi`, `goodreads`, `google`, `hardcover`, `calibre`, `uri` or the file's own scheme. */
  scheme: string
  /** An ISBN without hyphens; anything else as it stands. */
  value: string
}

export interface SeriesPlace {
  name: string
  /** Text, because `1.5` and `2a` are places too. */
  position: string | null
}

export interface TrackPlace {
  album: string
  disc: number | null
  number: number | null
}

export interface Chapter {
  title: string
  startSeconds: number
  /** Null where the file does not say. */
  endSeconds: number | null
}

/** A picture as it stands in the file, not yet trusted. */
export interface CoverPicture {
  bytes: Uint8Array
  /** By its bytes, not by its name. */
  mime:
    | 'image/jpeg'
    | 'image/png'
    | 'image/gif'
    | 'image/webp'
    | 'image/avif'
    | 'image/svg+xml'
    | 'image/bmp'
    | 'image/tiff'
}

export interface ReadBook {
  facts: BookFacts
  /** Null where the book has none or where it was not asked for. */
  cover: CoverPicture | null
}

/** The file cannot be read as a book. `message` is a sentence for its owner. */
export class UnreadableBook extends Error {
  readonly code: UnreadableCode
  constructor(code: UnreadableCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnreadableBook'
    this.code = code
  }
}

export type UnreadableCode =
  | 'empty'
  | 'truncated'
  | 'damaged'
  | 'wrong-type'
  | 'unsupported'
  | 'too-large'
  | 'locked'
  | 'dangerous'
  | 'no-access'

/** Facts with nothing known yet, for a reader to fill. */
export function blankFacts(format: Format): BookFacts {
  return {
    format,
    title: null,
    subtitle: null,
    sortTitle: null,
    creators: [],
    languages: [],
    identifiers: [],
    publisher: null,
    published: null,
    description: null,
    subjects: [],
    series: [],
    pages: null,
    durationSeconds: null,
    chapters: [],
    track: null,
    direction: null,
    isFixedLayout: false,
    drm: null,
    warnings: [],
  }
}
