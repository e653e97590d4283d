export interface WalkedFile {
  path: string
  sizeBytes: number
  modifiedMs: number
}

/** Something on the way that could not be looked at; `path` is a file or a folder. */
export interface WalkProblem {
  path: string
  code: 'unreadable' | 'name' | 'link' | 'too-deep'
  message: string
}

export interface WalkBatch {
  /** Files of the wanted kinds; those of one folder come together. */
  files: WalkedFile[]
  /** Folders entered, for the watcher. */
  folders: string[]
  problems: WalkProblem[]
}

/** Goes through folders off the event loop. Links are never followed: what is outside a library stays outside. */
export interface Walker {
  /**
   * @param starts folders; each is walked with all below it
   * @param size `small` for what is hardly more than a folder: not worth a thread
   */
  walk(starts: string[], signal: AbortSignal, size?: 'small'): AsyncIterable<WalkBatch>
}
