import { createHash } from 'node:crypto'
import { decodeEntities } from '@colophon/formats/xml/entities.ts'
import type { IndexerFlag, Protocol, Release } from '#domain/releases/release.ts'
import { withoutKey } from '#kernel/without-key.ts'
import { instantOf } from './dates.ts'
import { hashOfMagnet, hexHash } from './magnet.ts'
import { type FeedItem, wholeNumber } from './read-feed.ts'

/** The indexer whose feed is read. */
export interface FeedSource {
  id: number
  name: string
  priority: number
  protocol: Protocol
  /** Links may be written relative to it. */
  url: string
}

/** Longer names are no names. */
const LONGEST_TITLE = 1_000

/** A release in our words; undefined for an entry without a name or without anything to download. */
export function readRelease(item: FeedItem, source: FeedSource, now: Date): Release | undefined {
  const first = (name: string) => item.attributes.get(name)?.[0] || undefined
  const title = decodeEntities(item.fields.get('title') ?? '').slice(0, LONGEST_TITLE)
  const link = downloadLink(item, source.url)
  if (title === '' || link === undefined) return undefined
  const factor = decimal(first('downloadvolumefactor'))
  const published = item.fields.get('pubdate') ?? ''
  const seeders = wholeNumber(first('seeders'))
  const peers = wholeNumber(first('peers'))
  return {
    guid:
      item.fields.get('guid') ||
      createHash('sha1')
        .update(`${title}\n${withoutKey(link)}`)
        .digest('hex'),
    title,
    indexerId: source.id,
    indexerName: source.name,
    indexerPriority: source.priority,
    protocol: protocolOf(item, link) ?? source.protocol,
    downloadUrl: withoutKey(link),
    infoUrl: infoPage(item, link, source.url),
    sizeBytes: sizeOf(item),
    publishedText: published,
    publishedAt: instantOf(first('usenetdate') ?? published, now) ?? instantOf(published, now),
    categories: categoriesOf(item),
    category: item.categories[0] ?? first('category') ?? '',
    author: first('author'),
    bookTitle: first('booktitle') ?? first('title'),
    language: first('language'),
    grabs: wholeNumber(first('grabs')) ?? 0,
    files: wholeNumber(first('files')),
    newsgroup: first('group'),
    poster: first('poster'),
    team: first('team'),
    isProtected: (first('password') ?? '0') !== '0',
    seeders,
    leechers: peers === undefined ? undefined : Math.max(0, peers - (seeders ?? 0)),
    infoHash: hexHash(first('infohash') ?? '') ?? hashOfMagnet(first('magneturl') ?? link),
    downloadVolumeFactor: factor,
    uploadVolumeFactor: decimal(first('uploadvolumefactor')),
    minimumRatio: decimal(first('minimumratio')),
    minimumSeedSeconds: wholeNumber(first('minimumseedtime')),
    flags: flagsOf(item, factor),
  }
}

function downloadLink(item: FeedItem, base: string): string | undefined {
  const links = [item.enclosure?.url, item.fields.get('link'), item.attributes.get('magneturl')?.[0]]
  return links.map((link) => absolute(link, base)).find((link) => link !== undefined)
}

/** Only what can be fetched: addresses of http and magnet links. */
function absolute(link: string | undefined, base: string): string | undefined {
  if (!link) return undefined
  if (/^magnet:\?/i.test(link)) return link
  if (!URL.canParse(link, base)) return undefined
  const url = new URL(link, base)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined
}

function protocolOf(item: FeedItem, link: string): Protocol | undefined {
  const type = item.enclosure?.type ?? ''
  if (/^magnet:/i.test(link) || /bittorrent|magnet/i.test(type)) return 'torrent'
  return /x-nzb/i.test(type) ? 'usenet' : undefined
}

function infoPage(item: FeedItem, download: string, base: string): string | undefined {
  const guid =
    item.guidIsPermalink || /^https?:/i.test(item.fields.get('guid') ?? '') ? item.fields.get('guid') : undefined
  for (const link of [item.fields.get('comments'), guid, item.fields.get('link')]) {
    const page = absolute(link, base)
    if (page !== undefined && page !== download && !/^magnet:/i.test(page)) return withoutKey(page)
  }
  return undefined
}

function sizeOf(item: FeedItem): number {
  const told = [item.attributes.get('size')?.[0], item.enclosure?.length, item.fields.get('size')]
  return told.map(wholeNumber).find((size) => size !== undefined && size > 0) ?? 0
}

function categoriesOf(item: FeedItem): number[] {
  const told = [...(item.attributes.get('category') ?? []), ...item.categories]
  return [...new Set(told.map(wholeNumber).filter((id) => id !== undefined))]
}

function flagsOf(item: FeedItem, factor: number | undefined): IndexerFlag[] {
  const tags = (item.attributes.get('tag') ?? []).map((tag) => tag.toLowerCase())
  const flags: IndexerFlag[] = []
  if (factor === 0 || tags.includes('freeleech')) flags.push('freeleech')
  if (factor === 0.5 || tags.includes('halfleech')) flags.push('halfleech')
  for (const flag of ['internal', 'vip', 'scene'] as const) if (tags.includes(flag)) flags.push(flag)
  return flags
}

function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined
}
