import { describe, expect, it } from 'vitest'
import { installationName } from './installation-name.ts'

describe('the name of an installation in Redis', () => {
  it('is the same for every process on a database, whoever it signs in as', () => {
    expect(installationName('postgres://web:secret@db:5432/books')).toBe(installationName('postgres://worker@db/books'))
  })

  it('is another for another database', () => {
    expect(installationName('postgres://db/books')).not.toBe(installationName('postgres://db/others'))
    expect(installationName('sqlite:/a/colophon.db')).not.toBe(installationName('sqlite:/b/colophon.db'))
  })

  it('keeps the password to itself', () => {
    expect(installationName('postgres://u:secret@db/books')).toMatch(/^colophon-[0-9a-f]{12}$/)
  })
})
