/** Moves of files on disk; never overwrites, never leaves half a file under a book's name. */
export interface FilePlacer {
  /** @returns `taken` where something is at the target already, `vanished` where the source is gone; nothing changed then */
  move(from: string, to: string): Promise<'moved' | 'taken' | 'vanished'>
  /** Removes a folder and those above it, as long as they are empty, up to but not including the root. */
  removeEmptyFolders(folder: string, root: string): Promise<void>
  exists(path: string): Promise<boolean>
}
