import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { openBookFile } from './bytes/book-file.ts'
import { detect } from './detect.ts'
import { BookFolder } from './testing/book-folder.ts'
import { buildEpub } from './testing/build-epub.ts'

const folder = new BookFolder()
afterAll(() => folder.remove())

function look(name: string, content: Uint8Array | string) {
  const file = openBookFile(folder.save(name, content))
  try {
    const { format, warning } = detect(file)
    return { format, warning }
  } finally {
    file.close()
  }
}
const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])))
const ftyp = (brand: string) => Buffer.from(`\0\0\0\x20ftyp${brand}`.padEnd(64, '\0'), 'latin1')

describe('the format of a file', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['a.epub', buildEpub(), 'epub'],
    ['a.kepub.epub', buildEpub(), 'kepub'],
    ['b.epub', buildEpub({ chapters: ['<p><span class="koboSpan" id="kobo.1.1">x</span></p>'] }), 'kepub'],
    ['a.cbz', zip('1.jpg', 'ComicInfo.xml'), 'cbz'],
    ['a.zip', zip('book.fb2'), 'fbz'],
    ['a.fb2', '<?xml version="1.0"?><!-- x --><FictionBook xmlns="x">', 'fb2'],
    ['a.pdf', '%PDF-1.7\n', 'pdf'],
    ['b.pdf', `\n\n${'x'.repeat(500)}%PDF-1.7\n`, 'pdf'],
    ['a.cbr', 'Rar!\x1a\x07\x00', 'cbr'],
    ['a.m4b', ftyp('isom'), 'm4b'],
    ['a.mp4', ftyp('M4B '), 'm4b'],
    ['a.m4a', ftyp('M4A '), 'm4a'],
    ['a.mp3', 'ID3\x03', 'mp3'],
    ['a.flac', 'fLaC', 'flac'],
    ['a.ogg', 'OggS............\x01vorbis', 'ogg'],
    ['a.opus', 'OggS............OpusHead', 'opus'],
    ['a.txt', 'Just words.', 'txt'],
  ])('of %s is decided by its content', (name, content, format) =>
    expect(look(name, content)).toEqual({ format, warning: undefined }),
  )

  it('is that of the content where the name says something else', () => {
    expect(look('paper.epub', '%PDF-1.7')).toEqual({ format: 'pdf', warning: expect.stringContaining('named “.epub”') })
    expect(look('comic.cbr', zip('1.jpg'))).toEqual({ format: 'cbz', warning: expect.stringContaining('ZIP') })
  })

  it.each<[string, Uint8Array | string, string]>([
    ['book.epub', Buffer.from('MZ\x90\0'), 'wrong-type'],
    ['film.m4b', Buffer.from('\x1a\x45\xdf\xa3matroska', 'latin1'), 'wrong-type'],
    ['film.mp3', 'RIFF....AVI LIST', 'wrong-type'],
    ['film.ogg', Buffer.from('OggS........\x80theora....\x01vorbis', 'latin1'), 'wrong-type'],
    ['film.epub', Buffer.from(`G${'x'.repeat(187)}`.repeat(5)), 'wrong-type'],
    ['page.epub', '<!DOCTYPE html><html><head>', 'wrong-type'],
    ['text.mobi', 'Just words.', 'wrong-type'],
    ['noise.epub', Buffer.from([0, 1, 2, 3, 4, 5]), 'wrong-type'],
    ['nothing.epub', '', 'empty'],
    ['letter.docx', zip('[Content_Types].xml', 'word/document.xml'), 'unsupported'],
    ['page.htmlz', zip('index.html', 'metadata.opf'), 'unsupported'],
    ['letter.rtf', '{\\rtf1', 'unsupported'],
    ['notes.cbz', zip('readme.txt'), 'wrong-type'],
    ['nested.cbz', zip('1.zip', '2.zip'), 'wrong-type'],
    ['empty.cbz', Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1'), 'empty'],
  ])('is refused for %s', (name, content, code) => {
    expect(() => look(name, content)).toThrowError(expect.objectContaining({ code }))
  })

  it('is not asked of folders', () => {
    expect(() => openBookFile(folder.path)).toThrowError(expect.objectContaining({ code: 'wrong-type' }))
    symlinkSync('missing', join(folder.path, 'dangling'))
    expect(() => openBookFile(join(folder.path, 'dangling'))).toThrowError(expect.objectContaining({ code: 'ENOENT' }))
  })
})
