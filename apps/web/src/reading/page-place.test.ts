import { expect, it } from 'vitest'
import { firstPage, pageOf } from './page-place.ts'

it('reads the page out of a locator, and nothing out of those of other kinds', () => {
  expect(['page:12', 'page:3#0.1,0.2,0.3,0.4', 'time:12', 'epubcfi(/6/4)', 'page:', null].map(pageOf)).toEqual([
    12,
    3,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

it('begins where it is told, where one was, or as far as one was elsewhere, within the book', () => {
  expect(firstPage(20, { locator: 'page:5', fraction: 0.25 }, 'page:9')).toBe(9)
  expect(firstPage(20, { locator: 'page:5', fraction: 0.25 }, null)).toBe(5)
  expect(firstPage(20, { locator: 'epubcfi(/6)', fraction: 0.5 }, null)).toBe(10)
  expect(firstPage(20, { locator: 'page:50', fraction: 1 }, null)).toBe(20)
  expect(firstPage(20, null, null)).toBe(1)
})
