import { describe, expect, it } from 'vitest'
import { faultOfXml } from '../testing/well-formed.ts'
import { decodePage } from './decode-page.ts'
import { readArticle } from './read-article.ts'
import { keepPictures } from './to-xhtml.ts'

const words = (count: number, word = 'Whales') => `${word} are large, and they swim far, `.repeat(count)
const paragraphs = Array.from({ length: 6 }, (_, i) => `<p>${i} ${words(12)}</p>`).join('')

const page = (body: string, head = '', html = '<html lang="en-GB">') =>
  `<!doctype html>${html}<head><title>On Whales</title>${head}</head><body><nav><a href="/">Home</a></nav>
  <article><h1>On Whales</h1>${body}${paragraphs}</article><footer>All rights reserved</footer></body></html>`
const read = (html: string | Uint8Array, { contentType = 'text/html; charset=utf-8', maxPictures = 40 } = {}) =>
  readArticle({
    bytes: typeof html === 'string' ? new TextEncoder().encode(html) : html,
    contentType,
    url: 'https://example.org/a/page.html',
    maxPictures,
  })
const fault = (xhtml: string) => faultOfXml(`<body>${xhtml}</body>`)

describe('the article of a page', () => {
  it('is found with what the page says about it', () => {
    const head = `<meta name="author" content="By Ann Author"><meta property="og:site_name" content="The Sea">
      <meta property="article:published_time" content="2024-03-05T10:00:00Z"><meta name="description" content="Of whales &amp; men">`
    const article = read(page('', head))
    expect(article).toMatchObject({
      title: 'On Whales',
      byline: 'Ann Author',
      site: 'The Sea',
      published: '2024-03-05',
      language: 'en-GB',
      excerpt: 'Of whales & men',
      isRightToLeft: false,
      pictures: [],
    })
    expect(article.xhtml).toContain('Whales are large')
    expect(article.xhtml).not.toMatch(/Home|rights reserved/)
    expect(fault(article.xhtml)).toBeUndefined()
  })

  it('keeps pictures, links, lists and tables, with whole addresses', () => {
    const { xhtml, pictures } = read(
      page(`<figure><img src="../p/one.png" alt='a "whale"'><figcaption>One &lt; two</figcaption></figure>
        <p>See <a href="b.html?x=1&y=2">this</a>, <a href="#note">below</a> and <a href="javascript:alert(1)">that</a>.
        <img src="//cdn.example/two.jpg"><img src="../p/one.png"></p>
        <ul>loose<li>first<li>second</ul><ol start="3"><li>third</ol>
        <table><tr><th colspan="2">head<tr><td>cell<td>other</table><pre>if (a < b) {\n  c\n}</pre>`),
    )
    expect(pictures).toEqual(['https://example.org/p/one.png', 'https://cdn.example/two.jpg'])
    expect(xhtml).toContain('<img src="pictures/0.jpg" alt="a &#34;whale&#34;"/>')
    expect(xhtml.match(/<img /g)?.length).toBe(3)
    expect(xhtml).toContain('<figcaption>One &#60; two</figcaption>')
    expect(xhtml).toContain('<a href="https://example.org/a/b.html?x=1&#38;y=2">this</a>, below and that.')
    expect(xhtml).toContain('<li>loose</li><li>first</li><li>second</li>')
    expect(xhtml).toContain('<ol start="3">')
    expect(xhtml.replace(/\s*\n\s*/g, '')).toContain(
      '<tr><th colspan="2">head</th></tr><tr><td>cell</td><td>other</td></tr>',
    )
    expect(xhtml).toContain('<pre>if (a &#60; b) {\n  c\n}</pre>')
    expect(fault(xhtml)).toBeUndefined()
  })

  it('leaves out pictures that could not be had, and what held nothing else', () => {
    const { xhtml } = read(page('<figure><img src="a.png"></figure><p>Before <img src="b.png"> after</p>'))
    const kept = keepPictures(xhtml, (number) => number === 1)
    expect(kept).not.toContain('pictures/0.jpg')
    expect(kept).not.toContain('<figure>')
    expect(kept).toContain('<p>Before <img src="pictures/1.jpg" alt=""/> after</p>')
  })

  it('takes no more pictures than asked for, and none that count readers', () => {
    const many = Array.from({ length: 9 }, (_, i) => `<p>${words(3)}<img src="${i}.png"></p>`).join('')
    expect(read(page(`<p>x <img src="t.gif" width="1" height="1"></p>${many}`), { maxPictures: 4 }).pictures).toEqual(
      [0, 1, 2, 3].map((number) => `https://example.org/a/${number}.png`),
    )
  })

  it('takes addresses from where the page says they are meant from', () => {
    const { pictures } = read(page('<p><img src="x.png"> picture</p>', '<base href="/files/">'))
    expect(pictures).toEqual(['https://example.org/files/x.png'])
  })

  it('is found in a page without a frame, and in one that closes nothing', () => {
    expect(read(paragraphs).xhtml).toContain('Whales are large')
    expect(
      fault(read(`<html><body><div><p>${words(30)}<p><b>${words(30)}<div><table><tr><td>${words(9)}`).xhtml),
    ).toBeUndefined()
  })

  it.each([
    '',
    '<html><body></body></html>',
    '<html><head><title>x</title></head><body><script>1</script></body></html>',
    '\0\0\0',
  ])('is missing from %j, and that is said', (html) => expect(() => read(html)).toThrow('The page holds no article'))

  it('is refused where a page has no end', () => {
    expect(() => read('<p>x'.repeat(60_001))).toThrow('too large')
    expect(() => read(' '.repeat(9_000_000))).toThrow('too large')
  })
})

describe('what a hostile page leaves', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<iframe src="https://evil.example"></iframe>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<p style="background:url(javascript:alert(1))" onclick="alert(1)">x</p>',
    '<object data="x"></object><embed src="x">',
    '<math><mtext><img src=x onerror=alert(1)></mtext></math>',
    '<form action="https://evil.example"><input name=a></form>',
    '<img src="x" alt="&quot;/><script>alert(1)</script>">',
    '<p>\u0000\u0001\ufffe\ud800&#0;&#xFFFF; ]]> <!-- x --> <![CDATA[<b>]]></p>',
  ])('runs nothing and is well-formed: %j', (hostile) => {
    const { xhtml } = read(page(`<p>${words(4)}</p>${hostile}<p>${hostile}</p>`))
    expect(fault(xhtml)).toBeUndefined()
    const tags = xhtml.match(/<[^>]*>/g) ?? []
    for (const tag of tags) {
      expect(tag).toMatch(
        /^<(?:\/?[a-z][a-z1-6]*|[hb]r\/|a href="https?:[^"]*"|img src="pictures\/\d+\.jpg" alt="[^"]*"\/|ol start="\d+"|t[dh](?: (?:col|row)span="\d+")+)>$/,
      )
      expect(tag).not.toMatch(/^<(script|svg|iframe|object|embed|form|input|style|math)/)
    }
  })

  it('is words alone where it nests without end', () => {
    for (const name of ['div', 'figure', 'ul', 'b', 'table><tbody><tr><td', 'blockquote']) {
      const { xhtml } = read(page(`<${name}>`.repeat(300) + words(20)))
      expect(fault(xhtml)).toBeUndefined()
    }
  })

  it('is well-formed whatever it is fed', () => {
    const pieces = [
      '<',
      '>',
      '"',
      "'",
      '/',
      '<p>',
      '<div>',
      '</p>',
      '<ul>',
      '<li>',
      '<table>',
      '<tr>',
      '<td>',
      '<a href=x>',
      '<b>',
      '<img src=a alt="',
      '<figure>',
      '<figcaption>',
      '<!--',
      '-->',
      '&',
      '&lt;',
      '<dl>',
      '<dt>',
      '<dd>',
      '<pre>',
      '<h1>',
      'word ',
      '\u0000',
      '</div>',
      '</table>',
    ]
    let seed = 11
    for (let round = 0; round < 60; round++) {
      let html = `<p>${words(20)}</p>`
      for (let i = 0; i < 30; i++) {
        seed = (seed * 1103515245 + 12345) & 0x7fffffff
        html += pieces[seed % pieces.length]
      }
      let xhtml = ''
      try {
        xhtml = read(`<html><body><article>${html}</article></body></html>`).xhtml
      } catch (error) {
        expect(error).toMatchObject({ name: 'UnreadableBook' })
      }
      expect(fault(xhtml), html).toBeUndefined()
    }
  })
})

describe('the letters of a page', () => {
  const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))
  it.each<[string, Uint8Array, string, string]>([
    ['what the server says', latin('\xcf\xf0\xe8\xe2\xe5\xf2'), 'text/html; charset="windows-1251"', 'Привет'],
    ['what the page says', latin('<meta charset=windows-1251>\xcf\xf0'), 'text/html', '<meta charset=windows-1251>Пр'],
    [
      'an old meta tag',
      latin('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">\x83e'),
      '',
      '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">テ',
    ],
    ['a mark at the start', Uint8Array.of(0xff, 0xfe, 0x41, 0), 'text/html; charset=windows-1251', 'A'],
    ['UTF-8 where nobody says anything', new TextEncoder().encode('Äpfel'), '', 'Äpfel'],
    ['Western where it is no UTF-8', latin('\xc4pfel'), 'text/html; charset=utf-8', 'Äpfel'],
    ['a guess where the name is unknown', latin('A'), 'text/html; charset=klingon', 'A'],
  ])('are read by %s', (_, bytes, contentType, text) => expect(decodePage(bytes, contentType)).toBe(text))
})
