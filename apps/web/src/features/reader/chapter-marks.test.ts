import type { OpenBook } from 'foliate-js/view.js'
import { expect, it } from 'vitest'
import { chapterAt, chapterMarks } from './chapter-marks.ts'

const book = {
  sections: [],
  toc: [
    { label: ' One ', href: '0', subitems: [{ label: 'One, again', href: '0#a', subitems: null }] },
    { label: 'Two', href: '2', subitems: null },
    { label: 'Nowhere', href: 'lost', subitems: null },
    { label: null, href: '1', subitems: null },
  ],
  resolveHref: (href: string) => (href === 'lost' ? null : { index: Number(href.split('#')[0]) }),
} satisfies OpenBook

it('marks where chapters begin, once for each place', async () => {
  expect(await chapterMarks(book, [0, 0.25, 0.5])).toEqual([
    { label: 'One', fraction: 0, href: '0' },
    { label: 'Two', fraction: 0.5, href: '2' },
  ])
})

it('knows the chapter of a place', async () => {
  const marks = await chapterMarks(book, [0, 0.25, 0.5])

  expect(chapterAt(marks, 0.49)?.label).toBe('One')
  expect(chapterAt(marks, 0.5)?.label).toBe('Two')
  expect(chapterAt([], 0.5)).toBeUndefined()
})
