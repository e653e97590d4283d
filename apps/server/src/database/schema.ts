import type { Generated } from 'kysely'

/**
 * Every table, as code sees its rows (see dialect/rows.ts for the codecs). `id` is internal and counts up, `public_id`
 * is what the library surface shows; instants are ISO text in UTC with milliseconds.
 */
export interface Schema {
  users: Users
  identities: Identities
  api_keys: ApiKeys
  settings: Settings
  audit_log: AuditLog
  libraries: Libraries
  folders: Folders
  library_folders: LibraryFolders
  authors: Authors
  author_aliases: AuthorAliases
  author_identifiers: ProviderIdentifiers<'author_id'>
  series: SeriesTable
  series_identifiers: ProviderIdentifiers<'series_id'>
  tags: Tags
  books: Books
  editions: Editions
  book_creators: BookCreators
  book_series: BookSeries
  book_tags: BookTags
  book_identifiers: BookIdentifiers
  library_books: LibraryBooks
  match_keys: MatchKeys
  book_files: BookFiles
  book_file_parts: BookFileParts
  download_events: DownloadEvents
  covers: Covers
  changes: Changes
  scan_runs: ScanRuns
  scan_problems: ScanProblems
  reading_events: ReadingEvents
  reading_places: ReadingPlaces
  jobs: Jobs
  schedules: Schedules
  book_search: { book_id: number }
  catalogue_revision: { id: number; revision: number }
}

interface Stamped {
  created_at: string
  updated_at: string
}

interface Keyed {
  id: Generated<number>
  public_id: string
}

export type Role = 'admin' | 'member' | 'reader'

export interface Users extends Keyed, Stamped {
  name: string
  email: string
  email_key: string
  username: string
  username_key: string
  /** Null where the account only signs in elsewhere. */
  password_hash: string | null
  role: Role
  /** Counts up when sessions of the acquisition surface must end. */
  session_epoch: Generated<number>
}

export interface Identities {
  id: Generated<number>
  user_id: number
  issuer: string
  subject: string
  created_at: string
}

export interface ApiKeys extends Keyed {
  user_id: number
  name: string
  /** SHA-256 of the whole key, hex. */
  key_hash: string
  key_prefix: string
  last_used_at: string | null
  created_at: string
}

export interface Settings {
  key: string
  value: string
  updated_at: string
}

export interface AuditLog extends Keyed {
  /** Public id, kept after the account is gone. */
  user_public_id: string | null
  action: string
  entity_type: string
  entity_id: string
  metadata_json: Record<string, unknown> | null
  created_at: string
}

export type OrganizationType = 'book_per_folder' | 'book_per_file' | 'none'

export interface Libraries extends Keyed, Stamped {
  name: string
  organization_type: OrganizationType
  is_monitored: boolean
  /** Whether metadata.opf and a cover are written beside its books (library contract 32.7). */
  has_sidecars: Generated<boolean>
}

/** A directory on disk: a path of libraries, a root folder of imports, or both (acquisition contract 10.6). */
export interface Folders extends Keyed {
  path: string
  is_root_folder: Generated<boolean>
  created_at: string
}

export interface LibraryFolders {
  library_id: number
  folder_id: number
  position: number
}

export interface ProviderIdentity {
  /** Identity of the row towards providers, unique over the installation; `local:…` for what was made here. */
  foreign_id: string
  metadata_provider: string
  last_metadata_refresh_at: string | null
}

export interface Authors extends Keyed, Stamped, ProviderIdentity {
  /** Unique ignoring case (`name_key`); the acquisition surface shows `author_name`, which need not be. */
  name: string
  name_key: string
  author_name: string
  sort_name: string
  sort_key: string
  description: string | null
  image_url: string | null
  disambiguation: string | null
  ratings_count: Generated<number>
  average_rating: Generated<number>
  is_library_visible: boolean
  is_monitored: Generated<boolean>
  monitor_mode: Generated<string>
  monitor_latest_count: Generated<number>
  monitor_new_items: Generated<string>
  quality_profile_id: number | null
  metadata_profile_id: number | null
  root_folder_id: number | null
  audiobook_root_folder_id: number | null
  locked_fields_json: string[] | null
  owner_user_id: number | null
}

export interface AuthorAliases {
  id: Generated<number>
  author_id: number
  name: string
  name_key: string
  source_key: string | null
  created_at: string
}

export type ProviderIdentifiers<Key extends string> = { [K in Key]: number } & {
  /** `goodreads`, `hardcover`, `googlebooks`, `openlibrary`, … */
  provider: string
  foreign_id: string
}

export interface SeriesTable extends Keyed, Stamped, ProviderIdentity {
  /** Unique ignoring case; `title` is what the acquisition surface shows. */
  name: string
  name_key: string
  title: string
  sort_key: string
  description: string | null
  is_monitored: Generated<boolean>
  genre_override_json: string[] | null
}

export interface Tags extends Keyed, Stamped {
  name: string
  name_key: string
}

export type MediaType = 'ebook' | 'audiobook' | 'both'

export interface BookCardFacts {
  authors?: string[]
  series?: { name: string; position: string | null } | null
  formats?: string[]
}

export interface Books extends Keyed, Stamped, ProviderIdentity {
  title: string
  subtitle: string | null
  sort_title: string
  original_title: string | null
  /** Sanitised HTML or plain text. */
  description: string | null
  isbn10: string | null
  isbn13: string | null
  asin: string | null
  goodreads_id: string | null
  hardcover_id: string | null
  google_books_id: string | null
  publication_date: string | null
  /** `publication_date` as an instant at midnight UTC where it is a date. */
  release_date: string | null
  publisher: string | null
  /** As entered. */
  language: string | null
  /** ISO 639-2/B, or null where `language` cannot be mapped. */
  language_code: string | null
  /** `cover:<hash>`, an `https:` address, or null. */
  cover: string | null
  genres_json: string[]
  /** What lists sort by, kept with the links by refreshDerived(); never null, so that pages can go on from a key. */
  sort_author: string
  /** Name of the first series and the place in it. */
  sort_series: string
  sort_published: Generated<string>
  series_position: number | null
  /** What a list shows besides the columns, so that a page reads one table. Kept by refreshDerived(). */
  card_json: Generated<BookCardFacts>
  /** It has files and none of them is where it was. */
  is_missing: Generated<boolean>
  /** The author whose works page the book stands on: the first linked one. */
  author_id: number | null
  is_library_visible: boolean
  is_monitored: Generated<boolean>
  status: string
  media_type: MediaType
  is_any_edition_ok: Generated<boolean>
  selected_edition_id: number | null
  narrator: string | null
  duration_seconds: number | null
  page_count: number | null
  average_rating: Generated<number>
  ratings_count: Generated<number>
  calibre_id: number | null
  locked_fields_json: string[] | null
  is_excluded: Generated<boolean>
  owner_user_id: number | null
  /** Folded title that works of one author are told apart by. */
  dedup_key: string
}

export interface Editions extends Keyed, Stamped {
  book_id: number
  foreign_id: string
  title: string
  isbn13: string | null
  isbn10: string | null
  asin: string | null
  publisher: string | null
  publish_date: string | null
  format: string
  page_count: number | null
  language: string
  image_url: string | null
  is_ebook: boolean
  edition_information: string
  is_monitored: boolean
}

export type BookRole = 'author' | 'translator' | 'narrator' | 'illustrator' | 'editor' | 'contributor'

export interface BookCreators {
  book_id: number
  author_id: number
  role: BookRole
  position: number
}

export interface BookSeries {
  book_id: number
  series_id: number
  position: string | null
  /** `position` as a number where it is one. */
  position_sort: number | null
  is_primary: boolean
}

export interface BookTags {
  book_id: number
  tag_id: number
}

export interface BookIdentifiers {
  book_id: number
  scheme: string
  value: string
}

export interface LibraryBooks {
  library_id: number
  book_id: number
  /** Copy of books.sort_title, so that the page of a library reads one index. */
  sort_title: string
  created_at: string
}

/** By what a further file finds its book, e.g. `isbn:978…` or `work:<title>|<author>`; see domain/catalog/match-keys.ts. */
export interface MatchKeys {
  key: string
  book_id: number
}

export type FileOrigin = 'scan' | 'upload' | 'api' | 'import' | 'watch'

export interface BookFiles extends Keyed, Stamped {
  book_id: number
  /** `epub`, `pdf`, …; `zip` for an audiobook that is a folder of parts. */
  file_type: string
  media: 'ebook' | 'audiobook'
  file_name: string
  file_path: string
  size_bytes: number
  modified_ms: number | null
  /** `sha256:<hex>` once it was computed or given. */
  file_hash: string | null
  /** As KOReader computes it; with the size it tells the same file at another place. */
  partial_md5: string | null
  duration_seconds: number | null
  page_count: number | null
  download_count: Generated<number>
  /** Null while the file is where it was; the instant at which it was not. */
  missing_since: string | null
  origin: FileOrigin
  /** Why it joined a book that was there before, in words; null for the first file of a book. */
  join_reason: string | null
  /** A person took it out of a book: it never joins another by itself. */
  is_separated: Generated<boolean>
  /** The cover that the file holds, by content. */
  cover_hash: string | null
}

/** The files of an audiobook that is a folder, in listening order. */
export interface BookFileParts {
  id: Generated<number>
  file_id: number
  position: number
  path: string
  size_bytes: number
  modified_ms: number
  duration_seconds: number | null
}

export interface DownloadEvents {
  id: Generated<number>
  user_id: number
  file_id: number
  created_at: string
}

/** A picture by its content. The original stands in a book file, or in the data directory where `is_stored`. */
export interface Covers {
  /** SHA-256 of the original, hex. */
  hash: string
  mime: string
  file_id: number | null
  is_stored: Generated<boolean>
  width: number | null
  height: number | null
  color: string | null
  /** When the small size was made, and when the large one. */
  rendered_at: string | null
  large_at: string | null
  error: string | null
  created_at: string
}

/** What the system or a person changed, so that it can be shown and undone. */
export interface Changes extends Keyed {
  book_id: number | null
  user_id: number | null
  /** Who or what: `scan`, `person`, `provider:…`. */
  origin: string
  kind: string
  summary: string
  before_json: unknown
  after_json: unknown
  created_at: string
  undone_at: string | null
}

export type ScanState = 'running' | 'done' | 'stopped' | 'failed'

export interface ScanRuns extends Keyed {
  library_id: number
  state: ScanState
  files_found: Generated<number>
  files_added: Generated<number>
  files_changed: Generated<number>
  files_moved: Generated<number>
  files_missing: Generated<number>
  files_failed: Generated<number>
  /** For its owner, where the scan did not do all it was asked (a folder that is gone). */
  message: string | null
  started_at: string
  finished_at: string | null
}

export interface ScanProblems extends Keyed {
  library_id: number
  path: string
  code: string
  message: string
  size_bytes: number | null
  modified_ms: number | null
  is_ignored: Generated<boolean>
  first_seen_at: string
  last_seen_at: string
}

/** Every report of a place in a book, whatever device it came from (append only). */
export interface ReadingEvents {
  id: Generated<number>
  user_id: number
  book_id: number
  file_id: number | null
  /** `web`, `kobo`, `kosync`, … */
  source: string
  device: string | null
  /** 0 to 1. */
  fraction: number
  /** In the dialect of the source: a CFI, a Kobo location, seconds. */
  locator: string | null
  /** When the person was there, by the device. */
  at: string
  created_at: string
}

/** The current place of a reader in a book, derived from the events. */
export interface ReadingPlaces {
  user_id: number
  book_id: number
  event_id: number
  fraction: number
  locator: string | null
  source: string
  device: string | null
  updated_at: string
}

export type JobState = 'waiting' | 'active' | 'completed' | 'failed' | 'cancelled'

export interface Jobs extends Keyed {
  name: string
  queue: string
  /** Weight of the queue and of the request; larger first. */
  priority: number
  payload_json: unknown
  /** Equal keys that wait are one job. */
  dedup_key: string | null
  state: JobState
  /** Not before. */
  run_at: string
  attempts_made: Generated<number>
  attempts_max: number
  /** Who works on it, and until when that is believed without a sign of life. */
  claimed_by: string | null
  claimed_until: string | null
  /** Handed to the broker (Redis engine only). */
  relayed_at: string | null
  is_cancel_requested: Generated<boolean>
  progress_json: unknown
  result_json: unknown
  error: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
}

export interface Schedules {
  name: string
  next_run_at: string
  last_run_at: string | null
}
