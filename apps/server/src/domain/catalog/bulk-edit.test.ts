import { expect, it } from 'vitest'
import type { BookState } from './book-state.ts'
import { type BulkEdit, fieldsAfter } from './bulk-edit.ts'

const [ada, bo] = [
  { id: 1, name: 'Ada' },
  { id: 2, name: 'Bo' },
]
const state = {
  creators: [
    { ...ada, role: 'author' },
    { ...bo, role: 'translator' },
  ],
  series: [{ id: 5, name: 'Old', position: '3' }],
  tags: [{ id: 7, name: 'Sea' }],
  libraries: [{ id: 9, name: 'Home' }],
  locked_fields: ['title'],
} as BookState

it.each<[string, BulkEdit, Partial<BookState>]>([
  [
    'adds a tag to those that are there',
    { kind: 'tags', add: [{ id: 8, name: 'Ships' }], remove: [] },
    { tags: [...state.tags, { id: 8, name: 'Ships' }] },
  ],
  ['takes a tag off, however it is written', { kind: 'tags', add: [], remove: ['SEA'] }, { tags: [] }],
  ['adds no tag twice', { kind: 'tags', add: [{ id: 7, name: 'Sea' }], remove: [] }, { tags: state.tags }],
  [
    'puts a book into a series before its others, numbered by its place among the chosen',
    { kind: 'series', series: { id: 6, name: 'New' }, from: 10 },
    { series: [{ id: 6, name: 'New', position: '12' }, ...state.series] },
  ],
  [
    'leaves the number in a series that it is in already',
    { kind: 'series', series: { id: 5, name: 'Old' }, from: null },
    { series: state.series },
  ],
  ['takes a book out of every series', { kind: 'series', series: null, from: null }, { series: [] }],
  [
    'puts other authors in the place of the authors alone',
    { kind: 'authors', authors: [bo], isReplacing: true },
    {
      creators: [
        { ...bo, role: 'author' },
        { ...bo, role: 'translator' },
      ],
    },
  ],
  [
    'adds an author behind those that are there',
    { kind: 'authors', authors: [ada, bo], isReplacing: false },
    {
      creators: [
        { ...ada, role: 'author' },
        { ...bo, role: 'author' },
        { ...bo, role: 'translator' },
      ],
    },
  ],
  [
    'sets the language, and holds it against what providers say',
    { kind: 'language', language: 'de' },
    { language: 'de', locked_fields: ['title', 'language'] },
  ],
  [
    'moves a book to a library alone',
    { kind: 'library', library: { id: 3, name: 'Away' }, isMoving: true },
    { libraries: [{ id: 3, name: 'Away' }] },
  ],
  [
    'adds a book to a further library',
    { kind: 'library', library: { id: 3, name: 'Away' }, isMoving: false },
    { libraries: [...state.libraries, { id: 3, name: 'Away' }] },
  ],
])('%s', (_, edit, fields) => {
  expect(fieldsAfter(state, edit, 2)).toEqual(fields)
})
