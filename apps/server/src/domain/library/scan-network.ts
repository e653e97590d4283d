import { statfs } from 'node:fs/promises'
import { Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'
import { scanLibrary } from './scan-library.ts'

/** Kinds of file systems (statfs magic numbers of Linux) that tell nobody when another machine changes a file. */
const NETWORK = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x65735546, // FUSE: sshfs, rclone, mergerfs
  0x01021997, // 9P, as shared folders of virtual machines
  0x5346414f, // AFS
])

/** Asks for a scan of libraries on network disks, where watching sees nothing; on a schedule. */
export const scanNetworkLibraries = defineJob({
  name: 'library.scan-network',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 60,
  async run({ db, transaction }: { db: Db; transaction: Transaction }) {
    const places = await db
      .selectFrom('library_folders')
      .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
      .select(['library_folders.library_id as libraryId', 'folders.path'])
      .execute()
    const remote = new Set<number>()
    for (const { libraryId, path } of places) if (await isOnNetwork(path)) remote.add(libraryId)
    await transaction(async (_, emit) => {
      for (const libraryId of remote) emit(scanLibrary.request({ libraryId, folder: null }))
    })
    return { libraries: remote.size }
  },
  foundNothing: ({ libraries }) => libraries === 0,
})

async function isOnNetwork(path: string): Promise<boolean> {
  const found = await statfs(path).catch(() => null)
  return found !== null && NETWORK.has(found.type >>> 0)
}
