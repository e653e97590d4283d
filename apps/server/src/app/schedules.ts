import { forgetMissing } from '#domain/library/forget-missing.ts'
import { hashFiles } from '#domain/library/hash-files.ts'
import { scanAllLibraries } from '#domain/library/scan-all.ts'
import { scanNetworkLibraries } from '#domain/library/scan-network.ts'
import { scanWatchFolder } from '#domain/library/scan-watch-folder.ts'
import { renderCovers } from '#domain/metadata/render-covers.ts'
import type { Schedule } from '#jobs/schedules.ts'

const DAY = 86_400

/** What time asks for. */
export const schedules: readonly Schedule[] = [
  { name: 'scan-libraries', request: () => scanAllLibraries.request({}), every: { seconds: DAY }, jitterSeconds: 600 },
  { name: 'scan-network-libraries', request: () => scanNetworkLibraries.request({}), every: { seconds: 900 } },
  { name: 'scan-watch-folder', request: () => scanWatchFolder.request({}), every: { seconds: 60 } },
  { name: 'forget-missing-files', request: () => forgetMissing.request({}), every: { seconds: DAY } },
  // Jobs are nudges and may be lost; the rows say what is left to do.
  { name: 'render-covers', request: () => renderCovers.request({}), every: { seconds: DAY / 4 } },
  { name: 'hash-files', request: () => hashFiles.request({}), every: { cron: '0 3 * * *' }, jitterSeconds: 1_800 },
]
