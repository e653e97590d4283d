import { describe, expect, it } from 'vitest'
import type { Slot } from './formats.ts'
import { type MatchLevel, matchRelease } from './match-release.ts'
import { readName } from './release-name.ts'
import { junkIn, nonBookIn } from './unwanted-content.ts'
import { prepareBook, type WantedBook } from './wanted-book.ts'

type Facts = Partial<WantedBook> & { slot?: Slot }
const book = (title: string, author: string, facts: Facts = {}): WantedBook => ({
  title,
  author,
  slot: 'ebook',
  ...facts,
})

const sparrow = book('The Sparrow', 'Mary Doria Russell')
const road = book('The Road', 'Cormac McCarthy')
const rainbow = book("Tom Clancy's Rainbow Six", 'Tom Clancy')
const reid = book('Sparrow', 'Rachel Reid')
const hobbit = book('The Hobbit', 'J.R.R. Tolkien')
const apprentice = book("Assassin's Apprentice", 'Robin Hobb')
const treasure = book('Treasure', 'Clive Cussler')
const wind = book('The Name of the Wind', 'Patrick Rothfuss')
const it_ = book('It', 'Stephen King')
const dune = book('Dune', 'Frank Herbert')
const redRising = book('Red Rising', 'Pierce Brown')
const carl = book('Dungeon Crawler Carl', 'Matt Dinniman', { seriesPosition: 1 })
const carl2 = book("Carl's Doomsday Scenario", 'Matt Dinniman', { seriesPosition: 2 })

const table: [number, string, WantedBook, MatchLevel, string?][] = [
  [1, 'Mary.Doria.Russell.-.The.Sparrow.1996.RETAIL.EPUB', sparrow, 'exact'],
  [2, 'The.Sparrow.Russell.epub', sparrow, 'none'],
  [3, 'Song.of.the.Wooden.Sparrow.epub', sparrow, 'none'],
  [4, 'Falcon.and.the.Sparrow.MaryLu.Tyndall.epub', sparrow, 'none'],
  [5, 'sparrowhawk mary doria russell epub', sparrow, 'none'],
  [6, 'The.Hempcrete.Book.William.Stanwix.Alex.Sparrow.epub', sparrow, 'none'],
  [7, 'Cormac.McCarthy.-.The.Road.2006.epub', road, 'exact'],
  [8, 'On.The.Road.Again.Willie.Nelson.epub', road, 'none'],
  [9, 'Kurt Vonnegut - Slaughterhouse Five.epub', book('Slaughterhouse-Five', 'Kurt Vonnegut'), 'exact'],
  [10, 'Brian.Tracy.-.Eat.That.Frog.epub', book('Eat That Frog!', 'Brian Tracy'), 'exact'],
  [
    11,
    'Cornelia.Funke.Die.Stille.ist.ein.Geraeusch.epub',
    book('Die Stille ist ein Geräusch (German Edition)', 'Cornelia Funke'),
    'exact',
  ],
  [
    12,
    'J.K.Rowling.-.Harry.Potter.und.der.Orden.des.Phoenix.epub',
    book('Der Orden des Phönix', 'J.K. Rowling'),
    'strong',
  ],
  [13, 'Rainbow.Six.Clancy.epub', rainbow, 'strong'],
  [14, 'Tom.Clancy.-.The.Hunt.for.Red.October.epub', rainbow, 'none'],
  [
    15,
    'Along.Came.a.Spider.Patterson.epub',
    book("James Patterson's Along Came a Spider", 'James Patterson'),
    'strong',
  ],
  [16, 'Sparrow.by.Adam.Reid.epub', reid, 'none'],
  [17, 'Reid.Sparrow.epub', reid, 'none'],
  [18, 'Rachel.Reid.Sparrow.epub', reid, 'exact'],
  [19, 'J R R Tolkien - The Hobbit (retail) (azw3)', hobbit, 'exact'],
  [20, 'The Hobbit by Jane Doe EPUB', hobbit, 'none'],
  [21, 'Reborn.as.an.Assassins.Apprentice.Vol.1.by.okiuta.epub', apprentice, 'none'],
  [22, 'Assassins.Apprentice.1995.RETAIL.EPUB.eBook-NODE', apprentice, 'strong'],
  [23, 'Book.1.Assassins.Apprentice.m4b', apprentice, 'strong'],
  [24, 'Fantasy.Anthology.Assassins.Apprentice.Robin.Hobb.m4b', apprentice, 'strong'],
  [25, 'Clive.Cussler.-.Dirk.Pitt.Universe.Bk.29.-.The.Treasure.of.Khan.64.kbps', treasure, 'none'],
  [26, 'Clive.Cussler.-.Treasure.-.A.Dirk.Pitt.Novel', treasure, 'exact'],
  [27, 'Clive.Cussler.Treasure.in.English.128kbps.mp3', treasure, 'exact'],
  [28, 'Jane.Doe.Chronicles.The.Name.That.Rides.The.Wind.epub', wind, 'none'],
  [29, 'The.Name.of.the.Wind.Unabridged.m4b', wind, 'strong'],
  [30, 'Stephen King - The Shining.epub', it_, 'weak'],
  [31, 'Stephen.King.-.It.1986.epub', it_, 'exact'],
  [32, 'Stephen King - It (Unabridged) read by Steven Weber [M4B]', it_, 'exact'],
  [33, 'Frank.Herbert.-.Dune.Messiah.epub', dune, 'weak'],
  [34, 'Frank Herbert - [Dune 01] - Dune.epub', dune, 'exact'],
  [35, 'Dune.by.Frank.Herbert.narrated.by.Scott.Brick.m4b', dune, 'exact'],
  [36, 'Dune.Herbert.[B0036S4B2G].m4b', { ...dune, asin: 'B0036S4B2G' }, 'id'],
  [
    37,
    'Red Rising Series - Books 1 - 4 by Pierce Brown [ENG / M4B MP3] [VIP]',
    redRising,
    'none',
    'multi-book pack (volumes 1-4)',
  ],
  [38, 'Pierce Brown - Red Rising 01 - Red Rising.epub', { ...redRising, seriesPosition: 1 }, 'exact'],
  [
    39,
    'Shirtaloon - He Who Fights with Monsters 4.m4b',
    book('He Who Fights with Monsters 12', 'Shirtaloon', { slot: 'audiobook' }),
    'none',
    'release is volume 4, wanted 12',
  ],
  [
    40,
    "Matt Dinniman - Dungeon Crawler Carl 2 - Carl's Doomsday Scenario.epub",
    carl,
    'none',
    'release is volume 2, wanted 1',
  ],
  [41, "Matt Dinniman - Dungeon Crawler Carl 2 - Carl's Doomsday Scenario.epub", carl2, 'exact'],
  [42, 'Keep.Your.Doors.Locked.epub', book('Locked Doors', 'Blake Crouch'), 'none'],
  [43, '刘慈欣 - 三体.epub', book('三体', '刘慈欣'), 'exact'],
  [44, 'George Orwell - 1984.epub', book('1984', 'George Orwell'), 'exact'],
  [
    45,
    'Malcolm Gladwell - Outliers - The Story of Success.mobi',
    book('Outliers: The Story of Success', 'Malcolm Gladwell'),
    'exact',
  ],
  [46, 'Jack.Kerouac.-.On.the.Road.epub', road, 'none'],
  [48, '1080 Recipes - Simone Ortega EPUB', book('1080 Recipes', 'Simone Ortega'), 'exact'],
]

describe('how surely a release is the wanted book', () => {
  it.each(table)('%i: %s', (_row, release, wanted, level, text) => {
    const match = matchRelease(readName({ title: release }), prepareBook(wanted))
    expect(match.level).toBe(level)
    if (text) expect(match.mismatch?.text).toBe(text)
    expect(match.mismatch !== undefined).toBe(level === 'none')
  })

  it.each([
    ['The Time Machine, The (lit)', 'Time Machine', 'H. G. Wells', 'strong'],
    ['Wells H G - Time Machine, The (lit)', 'The Time Machine', 'H. G. Wells', 'exact'],
    ['H.G.Wells-The.Time.Machine.1895.RETAiL.ePub.eBook-GROUP', 'The Time Machine', 'H. G. Wells', 'exact'],
    ['H. G. Wells – The Time Machine – “Illustrated” (epub)', 'The Time Machine', 'H. G. Wells', 'exact'],
    ['H.G. Wells Collection - 58 ebooks - epub mobi', 'The Time Machine', 'H. G. Wells', 'none'],
    ['Joseph Heller - Catch-22', 'Catch-22', 'Joseph Heller', 'exact'],
    ['Joseph Heller - Catch-22.epub', 'Catch-22', 'Joseph Heller', 'exact'],
    ['Kurt Vonnegut - Slaughterhouse-Five', 'Slaughterhouse-Five', 'Kurt Vonnegut', 'exact'],
    ['Leo Tolstoy - War and Peace.epub', 'War & Peace', 'Leo Tolstoy', 'exact'],
    ['Die Stille ist ein Gerausch - Cornelia Funke', 'Die Stille ist ein Geräusch', 'Cornelia Funke', 'exact'],
    ['Shakespeare - Henry VI.epub', 'Henry IV', 'Shakespeare', 'none'],
    ['Shakespeare - Henry 4.epub', 'Henry IV', 'Shakespeare', 'exact'],
    ['Frank Herbert - Dune Book 1 of 6.epub', 'Dune', 'Frank Herbert', 'exact'],
    ['Frank Herbert - Dune 32 kbps.mp3', 'Dune', 'Frank Herbert', 'exact'],
    ['Complete Works of William Shakespeare.epub', 'The Complete Works', 'William Shakespeare', 'exact'],
    ['Haruki Murakami - Kafka on the Shore.epub', 'Kafka on the Shore', '村上春樹', 'none'],
    ['Kafka on the Shore by Haruki Murakami', 'Kafka on the Shore', '村上春樹', 'strong'],
    ['Leo Tolstoy - War & Peace.epub', 'War and Peace', 'Leo Tolstoy', 'exact'],
    ['Harper Lee - Go Set a Watchman', 'Go Set a Watchman', 'Harper Lee', 'exact'],
  ])('%s for %s by %s is %s', (title, wanted, author, level) => {
    expect(matchRelease(readName({ title }), prepareBook(book(wanted, author))).level).toBe(level)
  })

  it('lets Latin names stand for an author whose surname cannot be typed everywhere', () => {
    const wanted = book('Kafka on the Shore', '村上春樹', { authorAliases: ['Haruki Murakami'] })
    expect(matchRelease(readName({ title: 'Haruki Murakami - Kafka on the Shore' }), prepareBook(wanted)).level).toBe(
      'exact',
    )
  })

  it('believes an indexer that tells author and title beside the name', () => {
    const told = { title: 'ttm_hgw_1895', author: 'H. G. Wells', bookTitle: 'The Time Machine (Penguin)' }
    expect(matchRelease(readName(told), prepareBook(book('The Time Machine', 'H. G. Wells'))).level).toBe('exact')
    expect(matchRelease(readName(told), prepareBook(book('The Time Machine', 'Stephen Baxter'))).level).toBe('none')
  })

  it('knows a book by its ISBN, whatever else the name says', () => {
    const wanted = prepareBook({ ...sparrow, isbns: ['0449912558'] })
    expect(matchRelease(readName({ title: 'ts.9780449912553.epub' }), wanted).level).toBe('id')
    expect(matchRelease(readName({ title: 'ts.9780449912554.epub' }), wanted).level).toBe('none')
  })

  it('takes a pack where a pack is wanted', () => {
    const trilogy = prepareBook(book('The Farseer Trilogy Omnibus', 'Robin Hobb'))
    expect(matchRelease(readName({ title: 'Robin Hobb - The Farseer Trilogy Omnibus' }), trilogy).level).toBe('exact')
  })
})

describe('what is no book', () => {
  it.each([
    [47, 'Example.Book.2019.720p.WEB-DL.h264-GRP'],
    [49, 'Show.Name.S01E03.HDTV'],
  ])('%i: %s is a video', (_row, title) => expect(nonBookIn(title, [])).toMatch(/^video/))

  it.each(['Some.Book.part03.rar', 'Some.Book.vol003+004.par2', '"x" [12/22] yEnc', 'The Time Machine.exe'])(
    '50: %s is junk',
    (title) => expect(junkIn(title)).toBeDefined(),
  )

  it('goes by categories where the name says nothing', () => {
    expect(nonBookIn('The Time Machine', [2040])).toBe('category 2040 holds no books')
    expect(nonBookIn('The Time Machine', [3030, 7020, 100060])).toBeUndefined()
  })

  it('leaves books alone', () => {
    expect(nonBookIn('1080 Recipes - Simone Ortega EPUB', [7020])).toBeUndefined()
    expect(junkIn('Execution by S. J. Parris (1/2) epub')).toBeUndefined()
  })
})
