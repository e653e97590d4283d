import { forgetMissing } from '#domain/library/forget-missing.ts'
import { hashFiles } from '#domain/library/hash-files.ts'
import { scanAllLibraries } from '#domain/library/scan-all.ts'
import { scanNetworkLibraries } from '#domain/library/scan-network.ts'
import type { Schedule } from '#jobs/schedules.ts'

const DAY = 86_400

/** What time asks for. */
export const schedules: readonly Schedule[] = [
  { name: 'scan-libraries', request: () => scanAllLibraries.request({}), every: { seconds: DAY }, jitterSeconds: 600 },
  { name: 'scan-network-libraries', request: () => scanNetworkLibraries.request({}), every: { seconds: 900 } },
  { name: 'forget-missing-files', request: () => forgetMissing.request({}), every: { seconds: DAY } },
  { name: 'hash-files', request: () => hashFiles.request({}), every: { cron: '0 3 * * *' }, jitterSeconds: 1_800 },
]
