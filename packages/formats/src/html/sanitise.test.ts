import { describe, expect, it } from 'vitest'
import { toPlainText } from './plain-text.ts'
import { sanitiseHtml } from './sanitise.ts'

describe('a description made safe', () => {
  it('keeps paragraphs, emphasis, lists, headings and links to the web', () => {
    const html = '<h3>One</h3><p>A <b>bold</b> <em>move</em><br/>here</p><ul><li>x</li></ul><blockquote>q</blockquote>'
    expect(sanitiseHtml(html)).toBe(
      '<h3>One</h3><p>A <b>bold</b> <em>move</em><br>here</p><ul><li>x</li></ul><blockquote>q</blockquote>',
    )
    expect(sanitiseHtml('<a href="https://example.org/?a=1&amp;b=2" title="t">x</a>')).toBe(
      '<a href="https://example.org/?a=1&#38;b=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    )
  })

  it('unwraps everything else and drops every attribute', () => {
    expect(sanitiseHtml('<div class="a" onclick="x()"><span style="color:red">t</span><font>u</font></div>')).toBe(
      '<p>tu</p>',
    )
    expect(sanitiseHtml('<p>a<img src=x onerror=alert(1)>b</p>')).toBe('<p>ab</p>')
  })

  it('drops scripts, styles and frames with what is in them', () => {
    expect(sanitiseHtml('<p>a</p><script>alert(1)</script><style>p{}</style><iframe src="x">f</iframe><p>b</p>')).toBe(
      '<p>a</p><p>b</p>',
    )
    expect(sanitiseHtml('a<script>document.write("<script>")</script>b<b>c</b>')).not.toContain('document')
  })

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'java&#x09;script:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    '//evil.example/x',
    '/relative',
    'https://x" onmouseover="alert(1)',
    '\u0001javascript:alert(1)',
  ])('leaves no address of the kind %j', (href) => {
    expect(sanitiseHtml(`<a href="${href.replaceAll('"', '&quot;')}">x</a>`)).toBe('<a>x</a>')
  })

  it.each([
    '<<script>script>alert(1)<</script>/script>',
    '<svg><script>alert(1)</script></svg>',
    '<math><mtext><img src=x onerror=alert(1)></mtext></math>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<p><a href="x"><img src=`x`onerror=alert(1)//',
    '<!--><img src=x onerror=alert(1)>-->',
    '<![CDATA[<img src=x onerror=alert(1)>]]>',
    '<textarea><img src=x onerror=alert(1)></textarea>',
    '<b <script>alert(1)</script>>x',
  ])('turns %j into nothing that runs', (html) => {
    const safe = sanitiseHtml(html)
    expect(safe.replace(/<\/?(p|b|em|br|a)>/g, '')).not.toMatch(/<[a-z!/]/i)
  })

  it('gives only known tags whatever it is fed', () => {
    const pieces = [
      '<',
      '>',
      '"',
      "'",
      '/',
      '<p',
      '<script',
      '</script>',
      '<!--',
      '-->',
      'href=',
      'javascript:',
      '<a ',
      ' onload=',
      '&lt;',
      '&#60;',
      '<svg>',
      '=',
    ]
    let seed = 7
    for (let round = 0; round < 2000; round++) {
      let html = '<p>'
      for (let i = 0; i < 12; i++) {
        seed = (seed * 1103515245 + 12345) & 0x7fffffff
        html += pieces[seed % pieces.length]
      }
      expect(
        sanitiseHtml(html).replace(
          /<\/?(p|a)>|<a href="https?:[^"<>]*" rel="noopener noreferrer nofollow" target="_blank">/g,
          '',
        ),
      ).not.toMatch(/[<>]/)
    }
  })

  it('closes what stays open and does not nest without end', () => {
    expect(sanitiseHtml('<p><b>x')).toBe('<p><b>x</b></p>')
    expect(sanitiseHtml('<b>'.repeat(100_000)).length).toBeLessThan(5000)
  })

  it('makes paragraphs of plain text and escapes it', () => {
    expect(sanitiseHtml('First line.\nwhere x < y and a > b.\n\nNext &amp; last')).toBe(
      '<p>First line.<br>where x &#60; y and a &#62; b.</p><p>Next &#38; last</p>',
    )
  })
})

describe('a description as plain text', () => {
  it('puts blocks on lines of their own', () => {
    expect(toPlainText('<p>One &amp; <b>two</b></p>\n<p>three</p><ul><li>a</li><li>b</li></ul>end<br>x')).toBe(
      'One & two\n\nthree\n\n• a\n• b\n\nend\nx',
    )
  })

  it('keeps what is no markup', () => expect(toPlainText('x < y and a > b')).toBe('x < y and a > b'))

  it('leaves scripts out', () => expect(toPlainText('<p>a<script>b</script></p>')).toBe('a'))
})
