import type { DownloadRow } from '#domain/importing/import-row.ts'
import { presentDownload } from './present-download.ts'

/** The row of the queue that stands for an import by hand (acquisition contract 5.5). */
export const presentImport = (row: DownloadRow) => presentDownload(row)
