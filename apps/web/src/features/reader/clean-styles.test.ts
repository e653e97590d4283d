import { expect, it } from 'vitest'
import { cleanStyles } from './clean-styles.ts'

it.each([
  ['@import "https://evil.example/a.css"; p { color: red }', ' p { color: red }'],
  ["@import url('//evil.example/a.css') screen;", ''],
  ['p { background: URL( "http://evil.example/x.png" ) }', 'p { background: url("data:,") }'],
  ['p { background: url(//evil.example/x) }', 'p { background: url("data:,") }'],
  ["@font-face { src: url('https://evil.example/f.woff') }", '@font-face { src: url("data:,") }'],
  ['p { background: image-set("https://evil.example/x.png" 1x) }', 'p { background: image-set("data:," 1x) }'],
])('takes addresses of other places out of %s', (css, cleaned) => {
  expect(cleanStyles(css)).toBe(cleaned)
})

it.each([
  'p { background: url("blob:https://books.example/1") }',
  'p { background: url(data:image/png;base64,AAAA) }',
  '@import "blob:https://books.example/2";',
  'p::before { content: "https://an.example/" }',
])('leaves %s as it is', (css) => {
  expect(cleanStyles(css)).toBe(css)
})
