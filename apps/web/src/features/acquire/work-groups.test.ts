import { expect, it } from 'vitest'
import { groupWorks, stateOfWork } from './work-groups.ts'

const work = { monitored: true, status: 'wanted', ebookFilePath: '', audiobookFilePath: '' }

it.each([
  ['wanted', work],
  ['unwanted', { ...work, monitored: false }],
  ['unwanted', { ...work, status: 'skipped' }],
  ['coming', { ...work, status: 'downloading' }],
  ['have', { ...work, status: 'imported', ebookFilePath: '/books/a.epub' }],
  // The audiobook is missing still.
  ['wanted', { ...work, ebookFilePath: '/books/a.epub' }],
  ['have', { ...work, monitored: false, ebookFilePath: '/books/a.epub' }],
] as const)('says “%s” of %j', (state, facts) => {
  expect(stateOfWork(facts)).toBe(state)
})

it('puts the newest first, those without a date last, and what is in the queue among what is coming', () => {
  const one = { ...work, id: 1, sortTitle: 'One', releaseDate: '1990-01-01T00:00:00Z' }
  const two = { ...work, id: 2, sortTitle: 'Two', releaseDate: '2001-01-01T00:00:00Z' }
  const three = { ...work, id: 3, sortTitle: 'Three', releaseDate: null }
  const groups = groupWorks([one, three, two], new Set([1]))
  expect(groups.get('coming')).toEqual([one])
  expect(groups.get('wanted')).toEqual([two, three])
})
