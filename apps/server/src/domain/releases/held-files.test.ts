import { expect, it } from 'vitest'
import type { FileOrigin } from '#database/schema.ts'
import { ownedFile } from './held-files.ts'
import type { QualityProfile } from './quality-profile.ts'

const ebook = (fileType: string, origin: FileOrigin = 'import') =>
  ({ media: 'ebook', fileType, origin, firstPart: null }) as const
const folder = (firstPart: string) =>
  ({ media: 'audiobook', fileType: 'zip', origin: 'import', firstPart: `/books/Emma/${firstPart}` }) as const
const profile: QualityProfile = {
  ...{ name: 'x', isUpgradeAllowed: true, cutoff: 'epub' },
  items: ['pdf', 'azw3', 'epub'].map((quality) => ({ quality, isAllowed: true })),
}

it('counts the file that the profile likes best, and the usual order without one', () => {
  const files = [ebook('pdf'), ebook('epub'), ebook('azw3')]
  expect(ownedFile(files, 'ebook', profile)).toMatchObject({ format: 'epub' })
  expect(ownedFile(files, 'ebook', undefined)).toMatchObject({ format: 'azw3' })
  expect(ownedFile(files, 'audiobook', profile)).toBeUndefined()
})

it('takes an EPUB for Kobo readers for an EPUB', () =>
  expect(ownedFile([ebook('kepub')], 'ebook', profile)).toMatchObject({ format: 'epub' }))

it.each([
  ['01.M4B', 'm4b'],
  ['CD 1/01.flac', 'flac'],
  ['01', 'mp3'],
])('knows a folder that begins with %s as %s', (firstPart, format) =>
  expect(ownedFile([folder(firstPart)], 'audiobook', undefined)).toMatchObject({ format }),
)

it.each(['scan', 'upload', 'api', 'watch', 'hand'] as const)('leaves a slot alone that holds a file by %s', (origin) =>
  expect(ownedFile([ebook('pdf'), ebook('txt', origin)], 'ebook', profile)).toMatchObject({ isPlacedByHand: true }),
)
