import { zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { readBook } from '../read-book.ts'
import { BookFolder } from '../testing/book-folder.ts'
import { jpegOf } from '../testing/pictures.ts'

const folder = new BookFolder()
afterAll(() => folder.remove())

const picture = jpegOf(30, 45)
const book = `<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><description>
<title-info><genre>poetry</genre><author><first-name>Александр</first-name><middle-name>Сергеевич</middle-name><last-name>Пушкин</last-name></author>
<author><nickname>Соавтор</nickname></author><book-title>Руслан и Людмила</book-title>
<annotation><p>Первая <strong>поэма</strong> &amp; ещё.</p></annotation><keywords>поэма, сказка</keywords><date value="1820-05-15">1820</date>
<coverpage><image l:href="#cover.jpg"/></coverpage><lang>ru</lang>
<translator><first-name>Иван</first-name><last-name>Переводчиков</last-name></translator>
<sequence name="Поэмы" number="1"/></title-info>
<document-info><author><nickname>maker</nickname></author><id>42</id></document-info>
<publish-info><publisher>Проба</publisher><year>1985</year><isbn>978-5-17-118366-0</isbn><sequence name="Собрание" number="4"/></publish-info>
</description><body><p>Текст</p></body>
<binary id="other" content-type="image/jpeg">AAAA</binary>
<binary content-type="image/jpeg" id="cover.jpg">${Buffer.from(picture)
  .toString('base64')
  .replace(/(.{20})/g, '$1\n')}</binary></FictionBook>`

/** Windows-1251 for the letters of this book. */
function cyrillic(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) as number
      if (code < 128) return code
      return letter === 'ё' ? 0xb8 : code - 0x410 + 0xc0
    }),
  )
}

describe('a FictionBook', () => {
  it.each<[string, Uint8Array | string]>([
    ['utf-8.fb2', `<?xml version="1.0" encoding="UTF-8"?>${book}`],
    ['cp1251.fb2', cyrillic(`<?xml version="1.0" encoding="windows-1251"?>${book}`)],
    ['utf-16.fb2', Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${book}`, 'utf16le')],
    ['zipped.fb2.zip', zipSync({ 'a/book.fb2': Buffer.from(`<?xml version="1.0"?>${book}`) })],
  ])('tells its facts from %s', async (name, content) => {
    const { facts, cover } = await readBook(folder.save(name, content))
    expect(facts).toMatchObject({
      format: name.endsWith('.zip') ? 'fbz' : 'fb2',
      title: 'Руслан и Людмила',
      creators: [
        { name: 'Александр Сергеевич Пушкин', role: 'author' },
        { name: 'Соавтор', role: 'author' },
        { name: 'Иван Переводчиков', role: 'translator' },
      ],
      languages: ['ru'],
      identifiers: [
        { scheme: 'isbn', value: '9785171183660' },
        { scheme: 'fb2', value: '42' },
      ],
      publisher: 'Проба',
      published: '1985',
      subjects: ['poetry', 'поэма', 'сказка'],
      series: [
        { name: 'Поэмы', position: '1' },
        { name: 'Собрание', position: '4' },
      ],
    })
    expect(facts.description).toBe('<p>Первая <strong>поэма</strong> &#38; ещё.</p>')
    expect(Buffer.from(cover?.bytes ?? []).equals(picture)).toBe(true)
  })

  it('without anything said has no title, and a broken cover is left out', async () => {
    const empty =
      '<FictionBook><description><title-info><author/><book-title/><coverpage><image href="#c"/></coverpage></title-info></description><binary id="c">!!!</binary></FictionBook>'
    const { facts, cover } = await readBook(folder.save('empty.fb2', empty))
    expect(facts).toMatchObject({ title: null, creators: [], description: null })
    expect(cover).toBeNull()
    expect(facts.warnings).toHaveLength(1)
  })

  it('must be alone in its archive', async () => {
    const two = zipSync({ 'a.fb2': Buffer.from(book), 'b.fb2': Buffer.from(book) })
    await expect(readBook(folder.save('two.fb2.zip', two))).rejects.toMatchObject({ code: 'unsupported' })
  })
})
