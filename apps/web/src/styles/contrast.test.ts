import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** The tokens that a block of a style sheet sets, by name. */
function tokensOf(css: string, selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  if (start < 0) throw new Error(`There is no ${selector}`)
  const block = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  )
}

const light = tokensOf(read('./tokens.css'), ':root')
const themes = {
  light,
  dark: tokensOf(read('./tokens.css'), ':root[data-theme="dark"]'),
  eink: tokensOf(read('./tokens.css'), ':root[data-theme="eink"]'),
  sepia: { ...light, ...tokensOf(read('./reader.css'), ':root[data-paper="sepia"]') },
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

/** What stands on what: text needs 4.5 to 1, and lines that say where a field is 3 to 1. */
const pairs: [ink: string, ground: string, least: number][] = [
  ...['paper', 'surface', 'sunken'].flatMap((ground): [string, string, number][] => [
    ['ink', ground, 7],
    ['ink-soft', ground, 4.5],
    ['ink-faint', ground, 4.5],
    ['accent', ground, 4.5],
    ['danger', ground, 4.5],
  ]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['danger', 'danger-soft', 4.5],
  ['warning', 'warning-soft', 4.5],
  ['line-strong', 'paper', 3],
  ['line-strong', 'surface', 3],
]

describe.each(Object.entries(themes))('the colours of the %s theme', (_name, tokens: Record<string, string>) => {
  it.each(pairs)('let %s be read on %s', (ink, ground, least) => {
    expect(contrast(tokens[ink] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(least)
  })
})
