import { describe, expect, it } from 'vitest'
import { safeSvg } from './safe-svg.ts'

const cleaned = (inside: string) => safeSvg(Buffer.from(`<svg>${inside}</svg>`)).svg.toString()

describe('making a drawing safe', () => {
  it.each([
    '<script>alert(1)</script>',
    '<svg:script href="http://a/"/>',
    '<foreignObject><p/></foreignObject>',
    '<xi:include href="/etc/passwd"/>',
    '<?xml-stylesheet href="http://a/b.css"?>',
    '<!-- a comment -->',
  ])('leaves out %s', (markup) => {
    expect(cleaned(markup)).toBe('<svg/>')
  })

  it.each([
    ['<image href="http://a/b.png"/>', '<image/>'],
    ['<image xlink:href=" FILE:///etc/passwd"/>', '<image/>'],
    ['<image href="data:image/svg+xml;base64,PHN2Zz4="/>', '<image/>'],
    ['<use href="#part"/>', '<use href="#part"/>'],
    ['<g onload="x()" xml:base="http://a/"/>', '<g/>'],
    ['<g fill="url(http://a/#b)"/>', '<g fill="none"/>'],
    ['<g fill="url(#b)"/>', '<g fill="url(#b)"/>'],
    ['<g style="fill:u\\rl(\'file:///x\')"/>', '<g style="fill:none"/>'],
    [
      '<style>@import "http://a"; a{fill:url("x")} b{fill:url(#c)}</style>',
      '<style> a{fill:none} b{fill:url(#c)}</style>',
    ],
  ])('makes of %s %s', (markup, expected) => {
    expect(cleaned(markup)).toBe(`<svg>${expected}</svg>`)
  })
})
