import { expect, it } from 'vitest'
import { isOnPage, placeIn } from './note-places.ts'

const page = 'epubcfi(/6/4!/4,/10/1:5,/16/1:80)'

it.each([
  ['epubcfi(/6/4!/4/12/1:0)', true],
  ['epubcfi(/6/4!/4,/10/1:5,/16/1:80)', true],
  ['epubcfi(/6/4!/4,/12/1:5,/40/1:1)', true],
  ['epubcfi(/6/4!/4/8/1:0)', false],
  ['epubcfi(/6/4!/4/18/1:0)', false],
  ['epubcfi(/6/6!/4/12/1:0)', false],
  ['page:12', false],
])('knows whether %s is on the page', (place, is) => {
  expect(isOnPage(page, place)).toBe(is)
})

it('takes a place of another file for none of this one', () => {
  expect(placeIn('a', { locator: page, fileId: 'a' })).toBe(page)
  expect(placeIn('a', { locator: page, fileId: null })).toBe(page)
  expect(placeIn('a', { locator: page, fileId: 'b' })).toBeNull()
  expect(placeIn('a', { locator: 'page:3', fileId: 'a' })).toBeNull()
})
