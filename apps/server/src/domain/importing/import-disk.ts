/** A file below the place of a download. */
export interface FoundFile {
  path: string
  sizeBytes: number
  modifiedMs: number
}

export interface FoundContent {
  kind: 'missing' | 'file' | 'folder'
  /** In natural order; links and what lies in hidden folders are not among them. */
  files: FoundFile[]
  /** There was more than was looked at. */
  isCut: boolean
}

/** How a file comes to its stage: as a second name of the same content, or as a copy. */
export type Carriage = 'link' | 'copy'

/** A file or folder of files on its way: what lies where, and under which names it is staged. */
export interface Load {
  from: string
  /** Path below the stage; empty where the stage is the file itself. */
  name: string
  sizeBytes: number
}

/** The disk as imports use it. Every step can be taken twice, and leaves whole files or none. */
export interface ImportDisk {
  list(path: string, limits?: { entries: number; depth: number }): Promise<FoundContent>
  /** Free bytes on the disk that a path lies or would lie on. */
  freeBytes(path: string): Promise<number>
  /** What lies at a path; links count as nothing. */
  look(path: string): Promise<{ kind: 'file' | 'folder'; sizeBytes: number; modifiedMs: number } | undefined>
  /** The first bytes of a file. */
  head(path: string, bytes: number): Promise<Buffer>
  /** Whether two places are on one disk, so that links between them may work; the second need not be there yet. */
  isSameDisk(one: string, other: string): Promise<boolean>
  /**
   * Stages a load, synced to disk. Where a link is wanted and the disk cannot, it is copied.
   * @returns how it came there
   * @throws DiskTrouble
   */
  stage(load: Load, stage: string, carriage: Carriage, signal: AbortSignal): Promise<Carriage>
  /** Whether two files hold the same bytes. */
  isSameContent(one: string, other: string): Promise<boolean>
  /** Gives a staged file or folder its name, never over something else. @throws DiskTrouble */
  commit(stage: string, to: string): Promise<'placed' | 'vanished'>
  /**
   * Gives a staged file or folder the name of another one, which goes to a bin on the same disk. One of two files is there at
   * any moment, as far as the disk has links. @throws DiskTrouble
   */
  exchange(stage: string, to: string, bin: string): Promise<'placed' | 'vanished'>
  /**
   * Gives a staged file or folder its name by renaming it, which is what programs hear of that watch a folder. Nothing may lie
   * there. @throws DiskTrouble
   */
  rename(stage: string, to: string): Promise<void>
  /** Removes a staged file or folder. */
  discard(stage: string): Promise<void>
  /** Moves a file or folder out of the way, into a bin on the same disk. @returns false where it is gone already */
  recycle(from: string, to: string): Promise<boolean>
  /** Removes one file; one that is gone is as good. */
  remove(path: string): Promise<void>
  /** Removes a folder and those above it as long as they are empty, and never one of these or what is above them. */
  pruneEmpty(folder: string, kept: readonly string[]): Promise<void>
}
