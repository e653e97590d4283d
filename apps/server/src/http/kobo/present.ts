import { createHash } from 'node:crypto'
import { toPlainText } from '@colophon/formats/html/plain-text.ts'
import { dashed } from '#domain/catalog/any-id.ts'
import { shortLanguage } from '#domain/catalog/language-code.ts'
import type { BookFacts } from '#domain/devices/kobo/book-facts.ts'
import type { CollectionChange } from '#domain/devices/kobo/collections.ts'
import type { RemovedBook, SyncElement } from '#domain/devices/kobo/page.ts'
import type { DeviceState } from '#domain/devices/kobo/reading-states.ts'
import { wholeSeconds } from '#kernel/clock.ts'

/** The category of everything that is no book of the shop. */
const CATEGORY = '00000000-0000-0000-0000-000000000001'
const LONGEST_DESCRIPTION = 4_000
const NO_DATE = '0001-01-01T00:00:00Z'

/** One element of a sync (device contract B.6). @param base address of the server with the token of the device */
export function presentElement(base: string, element: SyncElement): object {
  switch (element.kind) {
    case 'removed':
      return { ChangedEntitlement: presentRemoval(element.book) }
    case 'new':
      return {
        NewEntitlement: {
          BookEntitlement: presentEntitlement(element.book),
          BookMetadata: presentMetadata(base, element.book),
          ...(element.state ? { ReadingState: presentState(element.state) } : {}),
        },
      }
    case 'changed':
      return {
        ChangedProductMetadata: {
          BookMetadata: presentMetadata(base, element.book),
          BookEntitlement: presentEntitlement(element.book),
        },
      }
    case 'state':
      return { ChangedReadingState: { ReadingState: presentState(element.state) } }
    case 'collection':
      return presentCollection(element.change)
  }
}

function presentEntitlement({ publicId, createdAt, updatedAt }: BookFacts) {
  return entitlement(dashed(publicId), createdAt, updatedAt, false)
}

function entitlement(id: string, createdAt: string, changedAt: string, isRemoved: boolean) {
  const created = wholeSeconds(createdAt)
  return {
    Accessibility: 'Full',
    ActivePeriod: { From: created },
    Created: created,
    CrossRevisionId: id,
    Id: id,
    IsHiddenFromArchive: false,
    IsLocked: false,
    IsRemoved: isRemoved,
    LastModified: wholeSeconds(changedAt),
    OriginCategory: 'Imported',
    RevisionId: id,
    Status: 'Active',
  }
}

function presentRemoval({ publicId, title, createdAt, at }: RemovedBook) {
  const id = dashed(publicId)
  return {
    BookEntitlement: entitlement(id, createdAt, at, true),
    BookMetadata: {
      CrossRevisionId: id,
      EntitlementId: id,
      RevisionId: id,
      WorkId: id,
      Title: title,
      Language: 'en',
      Contributors: [],
      DownloadUrls: [],
      CoverImageId: id,
    },
  }
}

/** A book as a Kobo knows it. */
export function presentMetadata(base: string, book: BookFacts) {
  const id = dashed(book.publicId)
  return {
    Categories: [CATEGORY],
    Genre: CATEGORY,
    Contributors: book.authors,
    ContributorRoles: book.authors.map((Name) => ({ Name })),
    CoverImageId: `${id}-${book.coverNumber}`,
    CrossRevisionId: id,
    EntitlementId: id,
    RevisionId: id,
    WorkId: id,
    CurrentDisplayPrice: { CurrencyCode: 'USD', TotalAmount: 0 },
    CurrentLoveDisplayPrice: { TotalAmount: 0 },
    Description: presentDescription(book.description),
    DownloadUrls: [
      {
        DrmType: 'None',
        Format: book.file.format,
        Platform: 'Generic',
        Size: book.file.sizeBytes,
        Url: `${base}/download/${id}/${PATH_OF[book.file.format]}`,
      },
    ],
    ExternalIds: [],
    IsEligibleForKoboLove: false,
    IsInternetArchive: false,
    IsPreOrder: false,
    IsSocialEnabled: true,
    ...(book.isbn ? { Isbn: book.isbn } : {}),
    Language: shortLanguage(book.language) ?? 'en',
    PhoneticPronunciations: {},
    PublicationDate: presentDate(book.published),
    Publisher: { Imprint: '', Name: book.publisher || null },
    ...(book.series ? { Series: presentSeries(book.series) } : {}),
    Slug: slugOf(book.title),
    SubTitle: '',
    Title: book.title,
  }
}

/** What stands in the address of a download, by the form in which a book is offered. */
const PATH_OF = { KEPUB: 'kepub', EPUB3: 'epub', EPUB3FL: 'epub', PDF: 'pdf', CBZ: 'cbz' } as const

/** Simple HTML as it is; where it is too long, its words alone, cut between characters. */
function presentDescription(text: string | null): string | null {
  if (!text?.trim()) return null
  if (text.length <= LONGEST_DESCRIPTION) return text
  return toPlainText(text)
    .slice(0, LONGEST_DESCRIPTION)
    .replace(/[\uD800-\uDBFF]$/, '')
}

function presentDate(text: string | null): string {
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text ?? '')
  const instant = new Date(isInstant ? (text ?? '') : Number.NaN)
  if (!Number.isNaN(instant.getTime())) return wholeSeconds(instant.toISOString())
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:$|[T ])/.exec(text ?? '') ?? []
  const date = `${year}-${month}-${day}T00:00:00Z`
  return year === undefined || Number.isNaN(Date.parse(date)) ? NO_DATE : date
}

function presentSeries({ publicId, name, position }: NonNullable<BookFacts['series']>) {
  const number = position === null || position.trim() === '' ? Number.NaN : Number(position.replace(',', '.'))
  return {
    Id: derivedId(publicId),
    Name: name,
    ...(Number.isFinite(number) ? { Number: String(number), NumberFloat: number } : {}),
  }
}

/** A UUID of version 5, so that a series has the same one for ever and none that a book has. */
export function derivedId(publicId: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(publicId.replaceAll('-', ''), 'hex'))
    .update('series')
    .digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  return dashed(hash.subarray(0, 16).toString('hex'))
}

const slugOf = (title: string) =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** A reading state in the words of a Kobo. */
export function presentState(state: DeviceState) {
  return {
    EntitlementId: dashed(state.publicId),
    Created: wholeSeconds(state.createdAt),
    LastModified: state.lastModified,
    PriorityTimestamp: state.priorityTimestamp,
    StatusInfo: state.status,
    Statistics: state.statistics,
    CurrentBookmark: state.bookmark,
  }
}

function presentCollection(change: CollectionChange): object {
  if (change.kind === 'deleted') {
    return { DeletedTag: { Tag: { Id: dashed(change.id), LastModified: wholeSeconds(change.at) } } }
  }
  const { id, name, createdAt, updatedAt, items } = change.collection
  const Tag = {
    Id: dashed(id),
    Name: name,
    Type: 'UserTag',
    Created: wholeSeconds(createdAt),
    LastModified: wholeSeconds(updatedAt),
    Items: items.map((item) => ({ RevisionId: dashed(item), Type: 'ProductRevisionTagItem' })),
  }
  return change.kind === 'new' ? { NewTag: { Tag } } : { ChangedTag: { Tag } }
}
