import type { Database } from '#database/open.ts'
import type { OrganizationType } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'

/** A library over one folder, named after it, straight into the database: nothing is announced and nothing scanned. */
export async function insertLibrary(
  { writer, dialect }: Database,
  path: string,
  layout: OrganizationType = 'none',
): Promise<{ id: number; publicId: string }> {
  const now = instant()
  const publicId = dialect.newPublicId()
  const { id } = await writer
    .insertInto('libraries')
    .values({
      public_id: publicId,
      name: path,
      organization_type: layout,
      is_monitored: false,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const folder = await writer
    .insertInto('folders')
    .values({ public_id: dialect.newPublicId(), path, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writer.insertInto('library_folders').values({ library_id: id, folder_id: folder.id, position: 0 }).execute()
  return { id, publicId }
}
