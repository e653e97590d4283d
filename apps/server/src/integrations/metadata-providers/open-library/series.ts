import type { FoundSeriesPlace } from '#domain/metadata/provider.ts'
import { slug } from '#kernel/text.ts'
import { fields, items, line } from '../reading.ts'

const NUMBER = String.raw`(\d+(?:\.\d+)?(?:\s*[-\u2013]\s*\d+(?:\.\d+)?)?)`
/** `Name #2`, `Name, Book 2`, `Name -- bk. 2`, `Name ; v. 2`. */
const WITH_NUMBER = new RegExp(
  String.raw`^(.{1,300}?)\s*(?:#\s*|[,;:(]?\s*(?:--\s*)?\b(?:book|bk|volume|vol|v|no|nr|number|band|bd|teil|tome)\b\.?\s*)${NUMBER}\)?$`,
  'i',
)
const TAG = /\s*[[({](?:in\s+)?([a-z]{2,20})(?:\s+(?:edition|language))?[\])}]\s*$/i
const ENGLISH = new Set(['en', 'eng', 'english'])

/**
 * The series that a work names: texts with a number behind, objects with such a text, or references. Of one that stands
 * there in several languages the English one counts, else the first.
 */
export function seriesOfWork(value: unknown): FoundSeriesPlace[] {
  const texts = items(value, 20).flatMap(textOf)
  const tagged = texts.map((text) => ({ text: text.replace(TAG, ''), tag: languageTag(text) }))
  const chosen = tagged.some(({ tag }) => tag !== undefined && ENGLISH.has(tag))
    ? tagged.filter(({ tag }) => tag === undefined || ENGLISH.has(tag))
    : tagged.filter(({ tag }, index) => tag === undefined || index === 0)
  const places = new Map<string, FoundSeriesPlace>()
  for (const { text } of chosen) {
    const { name, position } = placeOf(text)
    const id = slug(name)
    if (id === '') continue
    const known = places.get(id)
    places.set(id, { foreignId: `ol-series:${id}`, name, position: known?.position ?? position })
  }
  return [...places.values()]
}

/** Undefined also for a bracket that names no language. */
function languageTag(text: string): string | undefined {
  const word = TAG.exec(text)?.[1]?.toLowerCase()
  return word && (word.length <= 3 || /(ish|an|sch|ese|ch)$/.test(word)) ? word : undefined
}

/** References to a page of its own hold no name, and are left out. */
function textOf(value: unknown): string[] {
  const text = line(typeof value === 'object' ? (fields(value).title ?? fields(value).name) : value)
  return text ? [text] : []
}

export function placeOf(text: string): { name: string; position: string | null } {
  const [, name, position] = WITH_NUMBER.exec(text) ?? []
  if (!name || !position) return { name: trimmed(text), position: null }
  return { name: trimmed(name), position: position.replace(/\s*[-–]\s*/, '-') }
}

const trimmed = (name: string) => name.replace(/[\s,;:(-]+$/, '').trim()
