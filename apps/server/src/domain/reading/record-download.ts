import type { Transaction } from '#database/open.ts'
import type { DownloadSource } from '#database/schema.ts'
import { countDownload } from '#domain/catalog/edit-files.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'

/** Counts a download and keeps who made it, which way and when. Best effort: it never fails the download. */
export async function recordDownload(
  { transaction, clock, logger }: { transaction: Transaction; clock: Clock; logger: Logger },
  { userId, fileId, source }: { userId: number; fileId: number; source: DownloadSource },
): Promise<void> {
  try {
    await transaction(async (trx) => {
      await countDownload(trx, fileId)
      await trx
        .insertInto('download_events')
        .values({ user_id: userId, file_id: fileId, source, created_at: instant(clock.now()) })
        .execute()
    })
  } catch (error) {
    logger.warn({ err: error, fileId }, 'a download was not counted')
  }
}
