import { expect, it } from 'vitest'
import { StreamedPages } from './streamed-pages.ts'

it('takes the first page, then one in five seconds, and no page of a burst that is far away', () => {
  const pages = new StreamedPages()
  const at = (seconds: number, page: number) => pages.isRead(1, 1, page, seconds * 1000)
  expect([at(0, 0), at(1, 1), at(4, 2), at(5, 3)]).toEqual([true, false, false, true])
  // Small pictures of the whole book.
  expect([at(11, 4), at(11.1, 20), at(11.2, 40)]).toEqual([true, false, false])
  expect(at(17, 5)).toBe(true)
})

it('tells readers and books apart', () => {
  const pages = new StreamedPages()
  expect([pages.isRead(1, 1, 0, 0), pages.isRead(2, 1, 0, 0), pages.isRead(1, 2, 0, 0)]).toEqual([true, true, true])
})
