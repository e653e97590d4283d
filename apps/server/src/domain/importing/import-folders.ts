/** Folders that the environment names; made in app/acquisition-folders.ts. */
export interface ImportFolders {
  library: string | null
  audiobooks: string | null
  downloads: string | null
  audiobookDownloads: string | null
}
