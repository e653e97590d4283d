import type { AuditEvent } from '@colophon/contract/web/admin.ts'
import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { de } from '#i18n/de.ts'
import { en } from '#i18n/en.ts'
// The server's own list, which its compiler holds every entry to.
import { auditActions } from '../../../../server/src/domain/history/audit-actions.ts'
import { auditAreas } from './audit-search.ts'
import { auditSentence } from './audit-sentence.ts'

const actions = Object.entries(auditActions).flatMap(([area, verbs]) => verbs.map((verb) => `${area}.${verb}`))
const translations = createInstance()
await translations.init({
  resources: { en: { translation: en }, de: { translation: de } },
  interpolation: { escapeValue: false },
})

/** What any sentence may fill in. */
const everything = {
  ...{ name: 'Fiction', into_name: 'Novels', title: 'Emma', file_name: 'emma.epub', username: 'ada' },
  ...{ url: 'https://example.org/', count: 2, role: 'reader', mode: 'open', key: 'log.level', level: 'debug' },
}

const entry = (action: string, details: Record<string, unknown>): AuditEvent => {
  const user = { id: '1', name: 'Ada' }
  return { id: '1', at: '2026-01-02T03:04:05Z', action, entityType: 'thing', entityId: '2', details, user }
}

describe.each(['en', 'de'])('the log in %s', (language) => {
  const t = translations.getFixedT(language)

  it('has a sentence of its own for everything that the server writes down', () => {
    const raw = actions.filter((action) => {
      const said = auditSentence(entry(action, everything), t)
      return said.startsWith('Ada:') || said.includes('{{')
    })
    expect(raw).toEqual([])
  })

  it('never shows a gap that an entry does not fill', () => {
    expect(actions.filter((action) => auditSentence(entry(action, {}), t).includes('{{'))).toEqual([])
  })
})

describe('a sentence', () => {
  const t = translations.getFixedT('en')
  const say = (action: string, details: Record<string, unknown>) => auditSentence(entry(action, details), t)

  it('does without a name that an entry of an earlier version lacks', () => {
    expect(say('book.updated', { title: 'Emma' })).toBe('Ada changed the book “Emma”')
    expect(say('book.updated', {})).toBe('Ada changed a book')
    expect(say('change.undone', {})).toBe('Ada undid a change')
    expect(say('acquisition.download_client_deleted', { name: '' })).toBe('Ada removed a download client')
  })

  it('tells books that were thrown out from books that were changed', () => {
    expect(say('books.changed', { kind: 'tags', count: 1200 })).toBe('Ada changed 1,200 books at once')
    expect(say('books.changed', { kind: 'delete', count: 1 })).toBe('Ada deleted 1 book at once')
  })

  it('says an action that it does not know as it is', () => {
    expect(say('moon.landed_on', { name: 'Luna' })).toBe('Ada: moon: landed on, Luna')
  })
})

it('offers every area of the log as a filter', () => {
  expect(auditAreas.toSorted()).toEqual(Object.keys(auditActions).toSorted())
})
