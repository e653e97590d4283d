import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const source = fileURLToPath(new URL('..', import.meta.url))

/** Where left and right are meant: the edges of a page that is turned, and places that are computed in pixels. */
const meant = [/^features\/([\w-]*reader|player)\//]

it('places things at the start and the end, so that pages can run from right to left', () => {
  const oneSided =
    /(?<![\w-])-?(?:ml|mr|pl|pr|left|right|border-[lr]|rounded-[lr]|rounded-[tb][lr]|text-left|text-right|scroll-m[lr]|float-left|float-right)(?:-[\w./[\]]+)?(?=["'`\s])/g
  const found = globSync('**/*.tsx', { cwd: source })
    .filter((name) => !meant.some((part) => part.test(name)))
    .flatMap((name) =>
      [
        ...readFileSync(`${source}/${name}`, 'utf8').matchAll(/className=(?:"[^"]*"|\{[\s\S]*?\})|= ?\n? *'[^'\n]*'/g),
      ].flatMap(([text]) => [...text.matchAll(oneSided)].map(([place]) => `${name}: ${place.trim()}`)),
    )
  expect(found).toEqual([])
})
