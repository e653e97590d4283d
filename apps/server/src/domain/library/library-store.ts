import type { Db, Trx } from '#database/open.ts'
import type { OrganizationType } from '#database/schema.ts'

export interface Library {
  id: number
  publicId: string
  name: string
  organizationType: OrganizationType
  isMonitored: boolean
  /** In the order in which they were given. */
  paths: string[]
  createdAt: string
  updatedAt: string
}

/** Every library, by name. */
export const listLibraries = (db: Db): Promise<Library[]> => readLibraries(db)

export async function findLibrary(db: Db | Trx, publicId: string): Promise<Library | undefined> {
  const [library] = await readLibraries(db, publicId)
  return library
}

async function readLibraries(db: Db | Trx, publicId?: string): Promise<Library[]> {
  const all = db.selectFrom('libraries').selectAll().orderBy('name')
  const rows = await (publicId === undefined ? all : all.where('public_id', '=', publicId)).execute()
  if (rows.length === 0) return []
  const folders = await db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select(['library_id', 'path'])
    .where(
      'library_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    publicId: row.public_id,
    name: row.name,
    organizationType: row.organization_type,
    isMonitored: row.is_monitored,
    paths: folders.filter(({ library_id }) => library_id === row.id).map(({ path }) => path),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }))
}
