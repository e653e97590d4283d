import type { Generated } from 'kysely'

/**
 * Every table, as code sees its rows (see dialect/rows.ts for the codecs). `id` is internal and counts up, `public_id`
 * is what the library surface shows; instants are ISO text in UTC with milliseconds.
 */
export interface Schema {
  users: Users
  identities: Identities
  api_keys: ApiKeys
  sessions: Sessions
  password_links: PasswordLinks
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
  feed_revisions: FeedRevisions
  covers: Covers
  changes: Changes
  scan_runs: ScanRuns
  scan_problems: ScanProblems
  uploads: Uploads
  reading_events: ReadingEvents
  reading_places: ReadingPlaces
  device_credentials: DeviceCredentials
  document_digests: DocumentDigests
  awaited_sidecars: AwaitedSidecars
  kosync_documents: KosyncDocuments
  kobo_tokens: KoboTokens
  kobo_token_lists: KoboTokenLists
  kobo_token_libraries: KoboTokenLibraries
  kobo_devices: KoboDevices
  kobo_sessions: KoboSessions
  kobo_ledger: KoboLedger
  kobo_collections: KoboCollections
  kobo_states: KoboStates
  kobo_annotations: KoboAnnotations
  kobo_annotated_books: KoboAnnotatedBooks
  kepub_variants: KepubVariants
  reading_lists: ReadingLists
  reading_list_books: ReadingListBooks
  reading_groups: ReadingGroups
  reading_group_members: ReadingGroupMembers
  reading_group_lists: { group_id: number; list_id: number; shared_at: string }
  reading_states: ReadingStates
  read_throughs: ReadThroughs
  reading_revisions: { user_id: number; revision: number }
  annotations: Annotations
  saved_views: SavedViews
  quality_profiles: QualityProfiles
  metadata_profiles: MetadataProfiles
  delay_profiles: DelayProfiles
  custom_formats: CustomFormats
  author_source_ids: { foreign_id: string; author_id: number }
  book_source_ids: { foreign_id: string; book_id: number }
  author_monitored_series: { author_id: number; series_id: number }
  series_hardcover_links: SeriesHardcoverLinks
  book_requests: BookRequests
  prowlarr_instances: ProwlarrInstances
  indexers: Indexers
  download_clients: DownloadClients
  downloads: Downloads
  pending_releases: PendingReleases
  acquisition_history: AcquisitionHistory
  blocklist: BlocklistTable
  search_traces: { user_id: number; trace_json: unknown; created_at: string }
  book_searches: BookSearches
  import_journals: ImportJournals
  notifications: Notifications
  notification_outbox: NotificationOutbox
  log_entries: LogEntries
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
  /** Switched off by an administrator: nothing of it lets anybody in. */
  is_disabled: Generated<boolean>
}

/** A browser in which somebody signed in; its token names it (`sid`). Without its row the token opens nothing. */
export interface Sessions extends Keyed {
  user_id: number
  user_agent: string
  address: string
  created_at: string
  last_seen_at: string
  expires_at: string
}

/** A link by which somebody chooses the password of an account, once. */
export interface PasswordLinks {
  id: Generated<number>
  user_id: number
  /** SHA-256 of the secret, hex. */
  secret_hash: string
  created_at: string
  expires_at: string
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
  /** SHA-256 of the MD5 of the key, by which KOReader can present it; null for keys from before that. */
  sync_hash: Generated<string | null>
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
  /** When all works of the author were first listed; null where only single books were added. */
  catalogue_populated_at: Generated<string | null>
  /** What the last look at the author's works came to. */
  last_sync_json: Generated<unknown>
  /** When the providers were last asked about the author without anybody pressing a button, whatever came of it. */
  refresh_tried_at: Generated<string | null>
  /** In which forms works that are found are wanted; null: as the settings say. */
  media_type: Generated<MediaType | null>
  /** Books that the library shows on which the person has any role; kept by refreshDerived(). */
  book_count: Generated<number>
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
  book_count: Generated<number>
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
  /** By what a person wants it sorted instead of its title. */
  given_sort_title: string | null
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
  /** Kept by refreshDerived(). */
  has_files: Generated<boolean>
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
  /** When a person threw it out; hidden since, and forgotten after 30 days. */
  deleted_at: string | null
  /** The revision of the catalogue at which what it shows, or its files, last changed. */
  shown_revision: Generated<number>
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

/** `import`: a download brought it; `hand`: a person had it imported. */
export type FileOrigin = 'scan' | 'upload' | 'api' | 'import' | 'hand' | 'watch'

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
  /** Whether its pages are laid out once and for all; null where nobody looked. */
  is_fixed_layout: Generated<boolean | null>
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

/** Which way a file was fetched: through the library API, by a reading app, by a Kobo. */
export type DownloadSource = 'api' | 'opds' | 'kobo'

export interface DownloadEvents {
  id: Generated<number>
  user_id: number
  file_id: number
  source: Generated<DownloadSource>
  created_at: string
}

/** When what a reader's catalogue for reading apps shows changed last: their caches hold until then. */
export interface FeedRevisions {
  user_id: number
  /** Names what the catalogue showed at that time. */
  state: string
  changed_at: string
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
  /** Equal for what was changed in one go and is undone in one go; null for a change of its own. */
  batch_key: string | null
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
  /** The place further on from which another device moved the reader back, until they are there again. */
  left_event_id: number | null
}

export type ReadState = 'unread' | 'reading' | 'finished' | 'abandoned'

/** What a book is to a reader; no row means unread and not rated. */
export interface ReadingStates {
  user_id: number
  book_id: number
  state: ReadState
  /** Since when; what was reported of earlier times changes nothing. */
  state_at: string
  /** 1 to 5 in half steps. */
  rating: number | null
}

/** Once through a book, from start to end. */
export interface ReadThroughs {
  id: Generated<number>
  user_id: number
  book_id: number
  started_at: string | null
  ended_at: string | null
  /** Null while it goes on. */
  outcome: 'finished' | 'abandoned' | null
}

export type AnnotationKind = 'highlight' | 'note' | 'bookmark'
export type AnnotationColor = 'yellow' | 'green' | 'blue' | 'pink' | 'purple'

/** What a reader marked or wrote in a book. */
export interface Annotations extends Keyed, Stamped {
  user_id: number
  book_id: number
  file_id: number | null
  kind: AnnotationKind
  quote: string | null
  note: string | null
  color: AnnotationColor | null
  locator: string | null
  fraction: number | null
  chapter: string | null
  /** The group that may read it too. */
  group_id: number | null
  /** Folded words of quote, note and chapter, with a blank before each. */
  search_text: string
}

/** What a reader's devices of one kind sign in with; one for each kind. */
export interface DeviceCredentials extends Stamped {
  id: Generated<number>
  user_id: number
  protocol: 'opds' | 'kosync'
  username: string
  username_key: string
  secret_hash: string
}

/** Whose bytes a digest is of: the file as it is stored, or as it was converted for Kobo readers. */
export type FileVariant = 'original' | 'kepub'

/** A file beside which metadata and cover are still to be written. */
export interface AwaitedSidecars {
  file_id: number
  library_id: number
}

/** By what a device knows a file: a digest of its bytes, or of a name that it may have there. */
export interface DocumentDigests {
  id: Generated<number>
  digest: string
  kind: 'partial' | 'filename'
  variant: FileVariant
  file_id: number
  first_seen_at: string
}

/** What KOReader last told of a document. Without a book the document is not known here yet. */
export interface KosyncDocuments extends Keyed, Stamped {
  user_id: number
  document: string
  progress: string
  percentage: number
  device: string
  device_id: string
  metadata_json: { filename?: string; title?: string; authors?: string } | null
  book_id: number | null
  file_id: number | null
  variant: FileVariant | null
  /** The event of the reading ledger that this report became. */
  event_id: number | null
}

export type KoboScope = 'all' | 'lists' | 'libraries'
export type KoboSourceFormat = 'epub' | 'kepub' | 'pdf' | 'cbz'

/** What a Kobo is sent and how; the lists and libraries stand in tables of their own. */
export interface StoredKoboSettings {
  scope: KoboScope
  convert: boolean
  include_formats: KoboSourceFormat[]
  on_file_change: 'keep' | 'resend'
  two_way_progress: boolean
  annotations: boolean
  store_proxy: boolean
  delete_means: 'forget' | 'remove_from_list'
  page_size: number
}

/** What lets a Kobo in. The token itself is shown once and not kept. */
export interface KoboTokens extends Keyed, Stamped {
  user_id: number
  name: string
  token_hash: string
  settings_json: StoredKoboSettings
  /** Goes up with every change of what is sent. */
  settings_version: Generated<number>
}

export interface KoboTokenLists {
  id: Generated<number>
  token_id: number
  list_id: number
  /** Its books are sent. */
  is_scope: boolean
  /** It is a collection on the reader. */
  is_collection: boolean
  is_made_on_reader: boolean
}

export interface KoboTokenLibraries {
  id: Generated<number>
  token_id: number
  library_id: number
}

/** What the difference between catalogue and ledger was last computed for. */
export interface KoboSettled {
  catalogue: number
  reading: string
  lists: string
  settings: number
  /** Of whom alone it sees the books; left out where it sees everything. */
  scope?: number
}

/** One device that came with a token; two that share one are told apart by what they call themselves. */
export interface KoboDevices extends Keyed {
  token_id: number
  device_key: string
  model: string
  firmware: string
  /** This firmware sends each new cursor also in the middle of a sync. */
  has_new_tokens: boolean
  /** The newest session. */
  session_id: number | null
  settled_json: KoboSettled | null
  acknowledged_at: string | null
  last_sync_at: string | null
  last_seen_at: string
  created_at: string
}

/** What a sync has to say, in order; pages are slices of it. */
export interface KoboPlan {
  removed: number[]
  /** Keys of ledger rows. */
  fresh: number[]
  changed: number[]
  told: number[]
}

/** A sync from its first page to its last. */
export interface KoboSessions extends Keyed {
  device_id: number
  /** Of the cursor with which it began. */
  base_hash: string
  plan_json: KoboPlan
  /** How far into the plan each page went that was issued. */
  pages_json: number[]
  acknowledged_page: Generated<number>
  /** Its last page was issued. */
  is_ended: boolean
  /** When the last answer was written to its end; null while it is, or where it broke off. */
  answered_at: string | null
  created_at: string
}

/**
 * `offered`: sent, and not known to have arrived. `held`: it arrived. `removed_by_user`: taken off on the device. `tombstoned`: taken off
 * by us.
 */
export type KoboLedgerState = 'offered' | 'held' | 'downloaded' | 'removed_by_user' | 'tombstoned'

/**
 * What one device was told of one book; stays when the book goes. The `issue_*` and `told_*` columns hold what was sent in which page and
 * becomes true when that page is acknowledged.
 */
export interface KoboLedger {
  id: Generated<number>
  device_id: number
  book_id: number | null
  /** Public id of the book. */
  entitlement_id: string
  title: string
  book_added_at: string
  state: KoboLedgerState
  format: Generated<string>
  content_fp: string | null
  meta_fp: string | null
  cover_fp: string | null
  /** The reading state that the device knows. */
  state_rev: string | null
  /** It has to be told the reading state again. */
  has_latch: boolean
  issue_session_id: number | null
  issue_page: number | null
  issue_kind: 'new' | 'changed' | 'removed' | null
  issue_format: string | null
  issue_content_fp: string | null
  issue_meta_fp: string | null
  issue_cover_fp: string | null
  issue_state_rev: string | null
  told_session_id: number | null
  told_page: number | null
  told_state_rev: string | null
  downloaded_at: string | null
  removed_at: string | null
  updated_at: string
}

/** Collections that a device knows; one whose list is gone is to be deleted there. */
export interface KoboCollections {
  id: Generated<number>
  device_id: number
  /** Public id of a reading list, or whatever a device believes to be one. */
  tag_id: string
  fingerprint: string | null
  issue_session_id: number | null
  issue_page: number | null
  /** Null: its deletion was sent. */
  issue_fingerprint: string | null
  updated_at: string
}

/** The reading state of a book in the words of one device. */
export interface KoboStates {
  id: Generated<number>
  device_id: number
  user_id: number
  book_id: number
  /** The event of the reading ledger that it became. */
  event_id: number | null
  bookmark_json: Record<string, unknown> | null
  statistics_json: Record<string, unknown> | null
  status_json: Record<string, unknown> | null
  /** As the device wrote them. */
  last_modified: string
  priority_timestamp: string
  /** When it was, for putting reports in order. */
  at: string
  updated_at: string
}

/** A highlight as a Kobo described it. */
export interface KoboAnnotations {
  id: Generated<number>
  user_id: number
  book_id: number
  native_id: string
  native_json: Record<string, unknown>
  /** Public id of the annotation that it became. */
  annotation_id: string | null
  updated_at: string
}

/** Books of which a reader has told its highlights, so that all of them are known. */
export interface KoboAnnotatedBooks {
  id: Generated<number>
  token_id: number
  book_id: number
}

/** What became of a file when it was converted for Kobo readers; the bytes stand in the data directory by their content. */
export interface KepubVariants {
  id: Generated<number>
  file_id: number
  /** The state of the file that this is about. */
  source_bytes: number
  source_modified_ms: number
  source_sha256: string
  converter: number
  outcome: 'converted' | 'fixed-layout' | 'kepub' | 'locked' | 'too-large' | 'failed'
  /** Why it was not converted, in words. */
  message: string | null
  size_bytes: number | null
  partial_md5: string | null
  /** 0-based place in the spine of the page that was put in. */
  inserted_index: number | null
  created_at: string
}

/** An ordered selection of a reader, nobody else's. */
export interface ReadingLists extends Keyed, Stamped {
  user_id: number
  name: string
  name_key: string
  description: string | null
}

export interface ReadingListBooks {
  list_id: number
  book_id: number
  /** Only its order counts; a book that is moved gets the middle between its neighbours. */
  position: number
  added_at: string
}

/** Readers who share lists, notes and how far they are. Its owner is a member as well. */
export interface ReadingGroups extends Keyed, Stamped {
  owner_id: number
  name: string
  name_key: string
  description: string | null
}

export interface ReadingGroupMembers {
  group_id: number
  user_id: number
  joined_at: string
}

/** Filters, order and form of the library under a name. */
export interface SavedViews extends Keyed, Stamped {
  user_id: number
  name: string
  name_key: string
  view_json: Record<string, unknown>
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

/** `receiving`: a folder whose files still arrive. `placed`: a folder that a scan is to take in. */
export type UploadState = 'receiving' | 'waiting' | 'placed' | 'done' | 'duplicate' | 'failed'

/** What somebody sent, and what became of it. */
export interface Uploads extends Keyed {
  user_id: number
  library_id: number
  /** The file that it became, or for a duplicate the one that was there. */
  file_id: number | null
  file_name: string
  size_bytes: number
  is_folder: Generated<boolean>
  staged_path: string
  /** Where a folder stands now. */
  placed_path: string | null
  state: UploadState
  /** Why it could not be taken in. */
  message: string | null
  created_at: string
  finished_at: string | null
}

export interface QualityProfiles {
  id: Generated<number>
  name: string
  name_key: string
  is_upgrade_allowed: boolean
  /** A quality, `any`, or `audiobook`. */
  cutoff: string
  /** The worst first; empty: whatever there is. */
  items_json: { quality: string; allowed: boolean }[]
  created_at: string
}

export interface MetadataProfiles {
  id: Generated<number>
  name: string
  min_popularity: Generated<number>
  min_pages: Generated<number>
  is_missing_date_skipped: boolean
  is_missing_isbn_skipped: boolean
  is_part_skipped: boolean
  /** As it was given: codes between commas; empty and `any` allow all. */
  allowed_languages: string
  unknown_language_behavior: 'pass' | 'fail'
  created_at: string
}

export type StoredProtocol = 'usenet' | 'torrent'

export interface DelayProfiles {
  id: Generated<number>
  /** Minutes. */
  usenet_delay: Generated<number>
  torrent_delay: Generated<number>
  preferred_protocol: StoredProtocol
  is_usenet_enabled: boolean
  is_torrent_enabled: boolean
  position: Generated<number>
  created_at: string
}

export interface CustomFormats {
  id: Generated<number>
  name: string
  conditions_json: { type: string; pattern: string; negate: boolean; required: boolean }[]
  created_at: string
}

export interface SeriesHardcoverLinks {
  id: Generated<number>
  series_id: number
  hardcover_series_id: string
  hardcover_provider_id: string
  hardcover_title: string
  hardcover_author_name: string
  hardcover_book_count: Generated<number>
  confidence: number
  linked_by: 'auto' | 'manual'
  linked_at: string
  created_at: string
  updated_at: string
}

export type RequestState = 'open' | 'approved' | 'declined' | 'withdrawn'

/** A book that a reader would like to have; somebody with more rights decides. */
export interface BookRequests {
  id: Generated<number>
  public_id: string
  user_id: number
  foreign_book_id: string
  title: string
  author_name: string
  image_url: string | null
  media_type: MediaType
  note: string | null
  state: RequestState
  decided_by_user_id: number | null
  decision_note: string | null
  /** The book that it became. */
  book_id: number | null
  created_at: string
  decided_at: string | null
}

export interface ProwlarrInstances {
  id: Generated<number>
  name: string
  url: string
  api_key_sealed: string
  is_synced_on_startup: boolean
  is_enabled: boolean
  last_sync_at: string | null
  created_at: string
  updated_at: string
}

export interface Indexers {
  id: Generated<number>
  name: string
  type: 'newznab' | 'torznab'
  url: string
  /** By which two addresses are the same. */
  url_key: string
  api_key_sealed: string
  categories_json: number[]
  has_parent_categories: boolean
  priority: number
  is_enabled: boolean
  is_searchable: boolean
  is_freeleech_only: boolean
  /** -1 is without an end; null where nobody said. */
  seed_ratio: number | null
  seed_ratio_source: '' | 'prowlarr' | 'user'
  prowlarr_instance_id: number | null
  prowlarr_indexer_id: number | null
  capabilities_json: unknown
  capabilities_at: string | null
  /** How it has answered lately, and until when it is left alone. */
  health_json: unknown
  /** What the newest page held last time. */
  rss_seen_json: string[] | null
  created_at: string
  updated_at: string
}

export type DownloadClientType = 'sabnzbd' | 'nzbget' | 'qbittorrent' | 'transmission' | 'deluge' | 'rtorrent'

export interface DownloadClients {
  id: Generated<number>
  name: string
  type: DownloadClientType
  host: string
  port: number
  is_tls: boolean
  url_base: string
  api_key_sealed: string
  username: string
  password_sealed: string
  category: string
  category_audiobook: string
  /** `from:to` between commas. */
  path_remap: string
  priority: number
  is_enabled: boolean
  health_status: 'ok' | 'checking' | 'error' | null
  health_message: string | null
  health_at: string | null
  created_at: string
  updated_at: string
}

export type Slot = 'ebook' | 'audiobook'

export type DownloadStatus =
  | 'grabbed'
  | 'downloading'
  | 'completed'
  | 'importPending'
  | 'importing'
  | 'imported'
  | 'failed'
  | 'importFailed'
  | 'importBlocked'
  | 'importExternal'
  | 'importHeld'

/** What a download client told last. */
export interface LiveDownload {
  percentage?: number
  sizeLeft?: number
  /** Bytes a second. */
  speed?: number
  secondsLeft?: number
  error?: string
  /** When something came last; an instant. */
  movedAt?: string
  /** Nothing can come at the moment: it waits for its turn or for a person. */
  isWaiting?: boolean
  /** It is a magnet link whose content is not known yet. */
  isWithoutMetadata?: boolean
  at: string
}

export interface Downloads {
  id: Generated<number>
  guid: string
  book_id: number | null
  edition_id: number | null
  indexer_id: number | null
  download_client_id: number | null
  slot: Slot
  title: string
  /** Without the key of its indexer. */
  url: string
  size_bytes: number
  protocol: StoredProtocol | ''
  quality: string
  indexer_flags: string
  sabnzbd_nzo_id: string | null
  torrent_id: string | null
  client_category: string | null
  status: DownloadStatus
  /** Kept with `status`: while it is, nothing else is looked for in its slot. */
  is_in_flight: boolean
  /** Nobody pressed a button for it. */
  is_automatic: boolean
  /** Empty where all is well. */
  error_message: string
  import_retry_count: Generated<number>
  skip_count: Generated<number>
  /** Not tried again before. */
  not_before: string | null
  /** Where its content lies, as we see it. */
  import_path: string | null
  live_json: LiveDownload | null
  release_json: unknown
  owner_user_id: number | null
  added_at: string
  grabbed_at: string | null
  completed_at: string | null
  imported_at: string | null
  updated_at: string
}

export interface PendingReleases {
  id: Generated<number>
  guid: string
  book_id: number
  slot: Slot
  title: string
  indexer_id: number | null
  protocol: StoredProtocol
  size_bytes: number
  age_minutes: number
  quality: string | null
  custom_score: Generated<number>
  reason: string
  release_json: unknown
  /** When it is worth another look. */
  retry_at: string | null
  first_seen_at: string
}

/** What happened on the way from wanting a book to holding it; never changed. */
export interface AcquisitionHistory {
  id: Generated<number>
  book_id: number | null
  event_type: string
  source_title: string
  data_json: Record<string, unknown>
  created_at: string
}

export interface BlocklistTable {
  id: Generated<number>
  book_id: number | null
  guid: string
  title: string
  indexer_id: number | null
  info_hash: string | null
  size_bytes: number | null
  reason: string
  created_by_user_id: number | null
  created_at: string
}

/** The last automatic search of a slot. */
export interface BookSearches {
  book_id: number
  slot: Slot
  searched_at: string
  /** Searches in a row that came to nothing. */
  fruitless_count: number
  /** Not searched by itself before; null: whenever its turn comes. */
  next_search_at: string | null
  /** There was a file, and something better was looked for. */
  is_upgrade: Generated<boolean>
  /** Null once it is too old to be of use. */
  report_json: unknown
}

/** What an import is about to do and has done with files, so that one that was cut off is finished or undone. */
export interface ImportJournals {
  id: Generated<number>
  download_id: number
  book_id: number | null
  steps_json: unknown
  created_at: string
  updated_at: string
}

export interface Notifications {
  id: Generated<number>
  name: string
  /** `webhook`, `email`, or whatever a client says. */
  type: string
  url: string
  method: string
  headers_sealed: string
  topic: string
  is_on_grab: boolean
  is_on_import: boolean
  is_on_upgrade: boolean
  is_on_failure: boolean
  is_on_health: boolean
  is_enabled: boolean
  created_at: string
  updated_at: string
}

/** News with what became of them; those that are done are forgotten after some days. */
export interface NotificationOutbox {
  id: Generated<number>
  notification_id: number
  /** What happened, to what: nobody is told the same twice. */
  event_key: string
  event_json: Record<string, unknown>
  state: 'waiting' | 'delivered' | 'given-up'
  attempts: Generated<number>
  next_attempt_at: string
  last_error: string | null
  created_at: string
}

export interface LogEntries {
  id: Generated<number>
  at: string
  /** As the logger numbers them: 20 debug, 30 info, 40 warn, 50 error. */
  level: number
  component: string
  message: string
  fields_json: Record<string, string>
}
