/** Tells of changes in single folders, not below them. */
export interface FolderWatcher {
  add(folder: string, onChange: (folder: string) => void): void
  remove(folder: string): void
  folders(): string[]
  close(): void
}
