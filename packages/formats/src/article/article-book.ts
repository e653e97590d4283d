import type { EpubToWrite } from '../epub/write-epub.ts'
import { escapeXml } from '../xml/escape.ts'
import type { Article } from './read-article.ts'
import { keepPictures } from './to-xhtml.ts'

export interface ArticleBook
  extends Pick<EpubToWrite, 'identifier' | 'title' | 'language' | 'description' | 'publisher' | 'modified'> {
  article: Article
  author: string | null
  /** Where the page is. */
  source: string
  /** JPEG pictures by their number in the article; those that could not be had are missing. */
  pictures: ReadonlyMap<number, Uint8Array>
}

/** An article as a book of one chapter, which begins with what it is and where it came from. */
export function articleBook({ article, author, pictures, source, ...book }: ArticleBook): EpubToWrite {
  const head = `<h1>${escapeXml(book.title)}</h1>
${author === null ? '' : `<p class="about">${escapeXml(author)}</p>\n`}<p class="about"><a href="${escapeXml(source)}">${escapeXml(new URL(source).host)}</a>${article.published === null ? '' : `, ${article.published}`}</p>
`
  return {
    ...book,
    source,
    authors: author === null ? [] : [author],
    published: article.published,
    isRightToLeft: article.isRightToLeft,
    chapters: [{ title: book.title, xhtml: head + keepPictures(article.xhtml, (number) => pictures.has(number)) }],
    pictures: [...pictures].map(([number, bytes]) => ({ name: `pictures/${number}.jpg`, mime: 'image/jpeg', bytes })),
  }
}
