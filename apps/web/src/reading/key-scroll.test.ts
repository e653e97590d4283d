import { expect, it } from 'vitest'
import { keyScroll } from './key-scroll.ts'

const view = { clientHeight: 800, clientWidth: 600, scrollWidth: 600 }
const by = (key: string, shiftKey = false, scrolled = view) => keyScroll({ key, shiftKey }, scrolled)

it('moves by pages and by lines', () => {
  expect(by('PageDown')).toEqual({ top: 700 })
  expect(by(' ')).toEqual({ top: 700 })
  expect(by(' ', true)).toEqual({ top: -700 })
  expect(by('PageUp')).toEqual({ top: -700 })
  expect(by('ArrowDown')).toEqual({ top: 40 })
  expect(by('ArrowUp')).toEqual({ top: -40 })
})

it('moves sideways only where there is something at the side', () => {
  const wide = { ...view, scrollWidth: 900 }
  expect(by('ArrowRight', false, wide)).toEqual({ left: 40 })
  expect(by('ArrowLeft', false, wide)).toEqual({ left: -40 })
  expect(by('ArrowRight')).toEqual({ top: 700 })
  expect(by('ArrowLeft')).toEqual({ top: -700 })
})

it('leaves other keys alone, and those that select text', () => {
  expect(by('Enter')).toBeUndefined()
  expect(by('ArrowDown', true)).toBeUndefined()
})
