import { extname } from 'node:path'

/** What a file of a download is to an import, by its name; what it really is, its bytes say later. */
export type ContentKind =
  | 'ebook'
  | 'audio'
  /** Kept beside the tracks of an audiobook: pictures, cue sheets, texts. */
  | 'sidecar'
  | 'video'
  | 'program'
  | 'archive'
  /** Somebody is still writing it. */
  | 'unfinished'
  | 'other'

const EBOOK = words('epub kepub mobi azw3 azw pdf djvu cbr cbz fb2 fbz lit txt rtf')
const AUDIO = words('mp3 m4a m4b flac ogg opus')
const SIDECAR = words('jpg jpeg png webp gif cue nfo opf m3u m3u8 pdf txt rtf cbr cbz json abs')
const VIDEO = words('mkv mp4 avi wmv mov mpg mpeg m2ts ts vob webm flv')
const PROGRAM = words('exe scr msi bat cmd com lnk js vbs ps1 jar apk dmg pkg dll hta')
const ARCHIVE = words('zip rar 7z')
/** Parts of an archive: `.r00`, `.z01`, `.7z.001`. */
const ARCHIVE_PART = /\.(?:[rsz]\d\d|(?:7z|rar|zip)\.\d{3})$/i
const UNFINISHED = words('part crdownload !qb !ut partial aria2')
/** Texts that lie beside a book and are none. */
const NOT_A_BOOK = /(^|[\s._-])(read[\s._-]?me|licen[cs]e|info|notes?|password|downloaded from|torrent|uploaded by)\b/i

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

/** The ending of a name in lower case, without its dot; empty where it has none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}

/** The ending by which a file is known, both parts where it has two. */
export const fullEnding = (path: string): string =>
  /\.(kepub\.epub|fb2\.zip)$/i.exec(path)?.[1]?.toLowerCase() ?? extname(path).slice(1).toLowerCase()

export function contentKind(name: string): ContentKind {
  if (name.startsWith('.')) return 'other'
  const ending = endingOf(name)
  if (UNFINISHED.has(ending)) return 'unfinished'
  if (/\.fb2\.zip$/i.test(name)) return 'ebook'
  if (EBOOK.has(ending)) return ending === 'txt' && NOT_A_BOOK.test(name) ? 'other' : 'ebook'
  if (AUDIO.has(ending)) return 'audio'
  if (VIDEO.has(ending)) return 'video'
  if (PROGRAM.has(ending)) return 'program'
  if (ARCHIVE.has(ending) || ARCHIVE_PART.test(name)) return 'archive'
  return 'other'
}

/** Whether a file goes along with the tracks of an audiobook. */
export const isCarriedAlong = (name: string): boolean => !name.startsWith('.') && SIDECAR.has(endingOf(name))
