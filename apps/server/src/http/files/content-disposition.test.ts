import { expect, it } from 'vitest'
import { contentDisposition } from './content-disposition.ts'

it.each([
  ['pride.epub', 'attachment; filename="pride.epub"'],
  ['Äpfel.epub', `attachment; filename="Apfel.epub"; filename*=UTF-8''%C3%84pfel.epub`],
  ['三体.epub', `attachment; filename="__.epub"; filename*=UTF-8''%E4%B8%89%E4%BD%93.epub`],
  [`it's (1).epub`, `attachment; filename="it's (1).epub"`],
  ['a"b\r\nX: y.epub', `attachment; filename="a_b__X: y.epub"; filename*=UTF-8''a%22b__X%3A%20y.epub`],
])('offers %j by its name', (name, header) => {
  expect(contentDisposition('attachment', name)).toBe(header)
})
