import { describe, expect, it } from 'vitest'
import { isJunkAuthor, isJunkTitle } from './junk.ts'

describe('junk in the metadata of a PDF', () => {
  it.each([
    'Microsoft Word - x.doc',
    'untitled',
    'Untitled-3',
    'thesis.dvi',
    'Book1.indd',
    'Document 1',
    'Full page photo',
    'Unbenannt',
  ])('counts %j as no title', (title) => expect(isJunkTitle(title)).toBe(true))

  it.each(['Untitled: A Novel of Nothing', 'Microsoft Word for Dummies', 'The Document', 'Print Culture', 'Node.js'])(
    'keeps %j as a title',
    (title) => expect(isJunkTitle(title)).toBe(false),
  )

  it('knows accounts and addresses from people', () => {
    expect(['user', 'Admin', 'https://imagemagick.org'].every(isJunkAuthor)).toBe(true)
    expect(['Anonymous', 'Bea User', 'Root, Ann'].some(isJunkAuthor)).toBe(false)
  })
})
