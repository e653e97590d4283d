import { expect, it } from 'vitest'
import { nextStep } from './which-step.ts'

const nothing = { root: false, client: false, indexer: false, author: false }

it('begins with the folder and goes on with what is not done', () => {
  expect(nextStep(nothing, new Set())).toBe('root')
  expect(nextStep({ ...nothing, root: true, client: true }, new Set())).toBe('indexer')
})

it('passes over what was left for later', () => {
  expect(nextStep(nothing, new Set(['root', 'client']))).toBe('indexer')
})

it('ends where everything is done or left for later', () => {
  expect(nextStep({ root: true, client: true, indexer: true, author: true }, new Set())).toBeUndefined()
  expect(nextStep({ ...nothing, root: true }, new Set(['client', 'indexer', 'author']))).toBeUndefined()
})
