import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { UnreadableBook } from '../facts.ts'
import { parseContentDocument, textNodesOf } from './content-document.ts'
import { convertDocument } from './convert-document.ts'

const page = (body: string, head = '<title>T</title>') =>
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>${head}</head><body>${body}</body></html>`
const convert = (xhtml: string) => convertDocument(parseContentDocument(xhtml)).xhtml

/** Reads our output with a strict parser of XML: spans as `[id|text]`, a picture as `[id|img]`; and all text of the body. */
function read(xhtml: string): { spans: string[]; text: string } {
  const parser = new SaxesParser({ xmlns: true })
  const spans: string[] = []
  let text = ''
  let isBody = false
  let open: { id: string; text: string } | undefined
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'body') isBody = true
    if (name === 'img' && open) open.text = 'img'
    if (name === 'span' && attributes.class?.value === 'koboSpan') {
      open = { id: (attributes.id?.value ?? '').slice('kobo.'.length), text: '' }
    }
  })
  parser.on('text', (part) => {
    if (isBody) text += part
    if (open) open.text += part
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'body') isBody = false
    if (name !== 'span' || !open) return
    spans.push(`${open.id}|${open.text}`)
    open = undefined
  })
  parser.write(xhtml).close()
  return { spans, text }
}

const sourceText = (xhtml: string) =>
  textNodesOf(parseContentDocument(xhtml).body)
    .map(({ data }) => data)
    .join('')

describe('the spans of a page', () => {
  it.each([
    ['<p>Rain fell. The tram was late! Was it?</p>', ['1.1|Rain fell. ', '1.2|The tram was late! ', '1.3|Was it?']],
    ['<p>He paused... then ran.</p>', ['1.1|He paused... ', '1.2|then ran.']],
    ['<p>Mr. Pim left. "Go." She went.</p>', ['1.1|Mr. ', '1.2|Pim left. ', '1.3|"Go." ', '1.4|She went.']],
    [
      '<p>“Stop!” he said. ‘Now.’ Then…  silence.</p>',
      ['1.1|“Stop!” ', '1.2|he said. ', '1.3|‘Now.’ ', '1.4|Then…  silence.'],
    ],
    ['<p>v1.2.3 costs 4.50 today</p>', ['1.1|v1.2.3 costs 4.50 today']],
    ['<p>A?! B!" C.) D</p>', ['1.1|A?! ', '1.2|B!" ', '1.3|C.) D']],
    ['<p>日本語。次の文。 End.</p>', ['1.1|日本語。次の文。 End.']],
    [
      '<p>One.</p><div>Two. Three.</div><blockquote>Four.</blockquote><p>Five.</p>',
      ['1.1|One.', '1.2|Two. ', '1.3|Three.', '1.4|Four.', '2.1|Five.'],
    ],
    ['<h1>T</h1><h2>Sub. Head</h2><p>x</p>', ['1.1|T', '2.1|Sub. ', '2.2|Head', '3.1|x']],
    ['<p>a<br/>b</p>', ['1.1|a', '1.2|b']],
    ['<p><b>Bold. </b><i> It.</i> end</p>', ['1.1|Bold. ', '1.2| It.', '1.3| end']],
    ['<p>x <img src="c.jpg"/> y. z</p>', ['1.1|x ', '2.1|img', '2.2| y. ', '2.3|z']],
    ['<div><img src="c.jpg"/></div><div>After.</div>', ['1.1|img', '1.2|After.']],
    ['<ul><li>a</li><li><p>b</p></li></ul><p>c</p>', ['1.1|a', '2.1|b', '3.1|c']],
    [
      '<ul><li>first</li><li>second<ul><li>inner. more</li></ul>tail</li></ul>',
      ['1.1|first', '1.2|second', '2.1|inner. ', '2.2|more', '2.3|tail'],
    ],
    ['<p> </p><p></p><div> </div><p>&#160;</p>', ['1.1| ', '2.1|\u00a0']],
    ['<p>ok <code>a. b</code></p><pre>c. d</pre>', ['1.1|ok ', '1.2|a. ', '1.3|b']],
    ['<table><tr><td>a</td><td>b. c</td></tr></table>', ['1.1|a', '1.2|b. ', '1.3|c']],
    ['<p><ruby>漢<rt>kan</rt></ruby> x</p>', ['1.1|漢', '1.2|kan', '1.3| x']],
    ['<dl><dt>a</dt><dd>b. c</dd></dl>', ['0.1|a', '0.2|b. ', '0.3|c']],
    ['One. Two.', ['0.1|One. ', '0.2|Two.']],
    ['<figure><svg viewBox="0 0 9 9"><title>a. b</title></svg><figcaption>f</figcaption></figure>', ['0.1|f']],
  ])('of %s', (body, spans) => {
    const xhtml = convert(page(body))
    expect(read(xhtml)).toEqual({ spans, text: sourceText(page(body)) })
  })

  it('say where in the original text they begin', () => {
    const { spans } = convertDocument(parseContentDocument(page('<p>One. <b>Two.</b></p><pre>x</pre><p>A. B.</p>')))
    expect(spans).toEqual([
      ['kobo.1.1', 0, 0, 5],
      ['kobo.1.2', 1, 0, 4],
      ['kobo.2.1', 3, 0, 3],
      ['kobo.2.2', 3, 3, 2],
    ])
  })

  it('stay as they are on a page that has some, which only gets what is missing around them', () => {
    const once = convert(page('<p>One. Two.</p>'))
    expect(convert(once)).toBe(once)
    const foreign = convert(page('<p><span class="koboSpan" id="kobo.7.1">Made.</span> Bare. Text.</p>'))
    expect(read(foreign).spans).toEqual(['7.1|Made.'])
    expect(foreign).toContain('<div id="book-columns"><div id="book-inner">')
  })

  it('rise in any tree, leave the text alone and make well-formed pages', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const source = page(randomBody(seed))
      const { spans, text } = read(convert(source))
      expect(text, `seed ${seed}`).toBe(sourceText(source))
      const keys = spans.map((span) => /^(\d+)\.(\d+)/.exec(span)).map((m) => Number(m?.[1]) * 1e6 + Number(m?.[2]))
      expect(
        keys.every((key, index) => index === 0 || key > (keys[index - 1] as number)),
        `seed ${seed}`,
      ).toBe(true)
    }
  })
})

describe('a page for Kobo readers', () => {
  it('has the boxes and the rule, and keeps everything else', () => {
    const body = '<h2>One</h2>\n<p>It rained. "Again?" she <em>asked. Twice.</em></p>\n<p><img src="c.jpg" alt=""/></p>'
    expect(convert(page(body).replace('<body>', '<body class="main">'))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title><style type="text/css" class="kobostylehacks">div#book-inner { margin-top: 0; margin-bottom: 0;}</style></head><body class="main"><div id="book-columns"><div id="book-inner"><h2><span class="koboSpan" id="kobo.1.1">One</span></h2>
<p><span class="koboSpan" id="kobo.2.1">It rained. </span><span class="koboSpan" id="kobo.2.2">"Again?" </span><span class="koboSpan" id="kobo.2.3">she </span><em><span class="koboSpan" id="kobo.2.4">asked. </span><span class="koboSpan" id="kobo.2.5">Twice.</span></em></p>
<p><span class="koboSpan" id="kobo.3.1"><img src="c.jpg" alt=""/></span></p></div></div></body></html>
`)
  })

  it('is well-formed whatever the source was', () => {
    const sources = [
      '<html><body><p>One. Two<p>Three<br>Four</body></html>',
      '<HTML><HEAD><TITLE>x</TITLE></HEAD><BODY><P>One<P>Two<HR></BODY></HTML>',
      page(
        '<p>Before <a id="x"/>after. <i/>More.</p><div/>',
        '<script src="x.js"/><style>a > b { content: "<&" }</style>',
      ),
      page('<p epub:type="note" foo:bar="1" 1bad="x">R&D &nbsp;&mdash; \u0001\ufffd <o:p>x</o:p></p><!-- a -- b --->'),
      '<!DOCTYPE html [<!ENTITY x "y">]><html><body>&x; text</body></html>',
      'Just. Text.',
      '<p>No body <svg><linearGradient xlink:href="#a"/></svg> <math><mi>x</mi></math></p>',
    ]
    for (const source of sources) expect(() => read(convert(source)), source).not.toThrow()
    expect(convert(sources[6] as string)).toContain('<linearGradient xlink:href="#a"></linearGradient>')
    expect(read(convert(sources[2] as string)).spans).toEqual(['1.1|Before ', '1.2|after. ', '1.3|More.'])
  })

  it('says UTF-8, writes the no-break space as a reference and drops the leftovers of other programs', () => {
    const xhtml = convert(
      page(
        '<p>a&nbsp;b<o:p></o:p><st1:place></st1:place>\ufffd</p>',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"/><meta name="Adept.resource" value="x"/>',
      ),
    )
    expect(xhtml).toContain('charset=utf-8')
    expect(xhtml).toContain('a&#160;b')
    expect(xhtml).not.toMatch(/Adept|o:p|st1|\ufffd/)
  })

  it('is refused where elements are nested to do harm', () => {
    expect(() => convert('<b>'.repeat(100_000))).toThrow(UnreadableBook)
  })
})

function randomBody(seed: number): string {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return (state >>> 8) % below
  }
  const pick = <T>(list: readonly T[]) => list[next(list.length)] as T
  const words = ['rain', 'Mr.', 'late!', 'why?', 'so…', '"yes."', 'x.y', '日本。', '&amp;', 'no!”', '3.14', 'É.', '?!']
  const gaps = [' ', '\n', '  ', '&#160;', '']
  const text = () => Array.from({ length: next(6) }, () => pick(words) + pick(gaps)).join('')
  const tree = (depth: number): string => {
    const kind = next(6)
    if (depth === 0 || kind === 0) return text()
    if (kind === 1) return '<img src="a.png" alt=""/>'
    const inside = Array.from({ length: next(4) }, () => tree(depth - 1)).join('')
    const name = pick(['b', 'i', 'span', 'div', 'blockquote', 'section', 'ul', 'h2', 'pre', 'code'])
    return name === 'ul' ? `<ul><li>${inside}</li></ul>` : `<${name}>${inside}</${name}>`
  }
  return Array.from({ length: 4 }, () => (next(2) ? `<p>${text()}<em>${text()}</em></p>` : tree(4))).join('\n')
}
