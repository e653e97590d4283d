import type { Insertable } from 'kysely'
import type { Database } from '#database/open.ts'
import type { Jobs } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'

/** Writes a job down as it stands, however it got there. @returns its public id */
export async function insertJob({ writer, dialect }: Database, more: Partial<Insertable<Jobs>> = {}): Promise<string> {
  const publicId = dialect.newPublicId()
  await writer
    .insertInto('jobs')
    .values({
      public_id: publicId,
      name: 'test.job',
      queue: 'default',
      priority: 0,
      payload_json: { label: 'x' },
      state: 'waiting',
      run_at: instant(),
      attempts_max: 6,
      created_at: instant(),
      ...more,
    })
    .execute()
  return publicId
}
