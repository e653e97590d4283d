import { describe, expect, it } from 'vitest'
import { isTooDeep, withoutOwnEntities } from './tame-markup.ts'

describe('what a document declares for itself', () => {
  it('is taken out, and the rest stays', () => {
    const text =
      '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "a" "b" [<!ENTITY a "AAAA">\n<!ENTITY b "&a;&a;">] ><html/>'
    expect(withoutOwnEntities(text)).toBe('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "a" "b"><html/>')
  })

  it('is written out where it is a few letters, and left out where it is another file or much text', () => {
    const head = `<!ENTITY us "Colophon"><!ENTITY xxe SYSTEM "other.xhtml"><!ENTITY a "${'A'.repeat(999)}"><!ENTITY b "&a;">`
    expect(withoutOwnEntities(`<!DOCTYPE html [${head}]><p>&us;|&xxe;|&a;|&b;|&nbsp;|&amp;</p>`)).toBe(
      '<!DOCTYPE html><p>Colophon||||&nbsp;|&amp;</p>',
    )
  })

  it('leaves an ordinary head and brackets in the text alone', () => {
    for (const text of ['<!DOCTYPE html><html><p>a [1] &gt; b</p></html>', '<html>[x]></html>'])
      expect(withoutOwnEntities(text)).toBe(text)
  })

  it('is gone with the whole document where it never ends', () => {
    expect(withoutOwnEntities('<!DOCTYPE html [<!ENTITY a "b"')).toBe('')
  })
})

describe('the depth of a page', () => {
  it('is too much where elements lie in each other without end', () => {
    expect(isTooDeep('<div>'.repeat(5_000))).toBe(true)
    expect(isTooDeep('<div class="a">'.repeat(900) + '</div>'.repeat(900))).toBe(false)
  })

  it('is not counted for what stands alone or is left open in HTML', () => {
    expect(isTooDeep('<p>one<br>two<img src="a.png">'.repeat(5_000))).toBe(false)
    expect(isTooDeep('<div><span/><hr /></div>'.repeat(5_000))).toBe(false)
  })

  it('is found in no time in a large page', () => {
    const began = performance.now()
    isTooDeep(`${'<p class="x">Some words of a long chapter &amp; more.</p>'.repeat(20_000)}${'<a '.repeat(1_000_000)}`)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
