import { expect, it } from 'vitest'
import { categoriesOf, choiceOf } from './categories.ts'

it('ticks what is searched, and shows the numbers that have no name', () => {
  expect(choiceOf([7000, 7020, 3030, 100_013], false)).toEqual({ chosen: new Set([7020, 3030]), others: '100013' })
})

it('ticks everything of a kind only where it is asked for', () => {
  expect(choiceOf([7000], true).chosen).toEqual(new Set([7000]))
  expect(choiceOf([7000], false).chosen).toEqual(new Set())
})

it('stores what is ticked and what is typed, each once', () => {
  const stored = categoriesOf({ chosen: new Set([3030, 7020]), others: ' 8010, 8010;100013 and more' })
  expect(stored).toEqual({ categories: [7020, 3030, 8010, 100_013], includeParentCategories: false })
})

it('asks for parents where one is ticked', () => {
  expect(categoriesOf({ chosen: new Set([7000]), others: '' })).toEqual({
    categories: [7000],
    includeParentCategories: true,
  })
})
