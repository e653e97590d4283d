import { expect, it } from 'vitest'
import { onEveryDatabase } from '#test/support/databases.ts'
import { metadataProfileOf } from './metadata-profiles.ts'

onEveryDatabase('the metadata profile of an author', (world) => {
  it('is the standard one where none was chosen', async () => {
    const wide = { allowed_languages: 'any', min_pages: 20 }
    await world.db.writer.updateTable('metadata_profiles').set(wide).where('id', '=', 1).execute()
    expect(await metadataProfileOf(world.db.reader, null)).toMatchObject({ allowedLanguages: 'any', minPages: 20 })
  })

  it('lets English through, and what nobody knows the language of, where the chosen one is gone', async () => {
    expect(await metadataProfileOf(world.db.reader, 999)).toMatchObject({
      allowedLanguages: 'eng',
      unknownLanguageBehavior: 'pass',
      minPages: 0,
    })
  })
})
