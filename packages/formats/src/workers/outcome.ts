import type { BookFacts, CoverPicture, UnreadableCode } from '../facts.ts'

/**
 * Why a file gave nothing. Beyond what a reader says: it took too long, it ended its thread, it is not there, or
 * the disk failed (the only one worth trying again soon).
 */
export type FailureCode = UnreadableCode | 'timeout' | 'crashed' | 'missing' | 'unavailable'

export interface Failure {
  ok: false
  code: FailureCode
  /** A sentence for the owner of the file. */
  message: string
}

export type Outcome<Value> = { ok: true; value: Value } | Failure

export interface FileToRead {
  path: string
  cover: boolean
}

/** What one look into a file gives. The picture itself stays in the thread: most are known already by their hash. */
export interface FileReading {
  facts: BookFacts
  /** SHA-256 (hex) and kind of the picture's bytes; null where the book has none or it was not asked for. */
  cover: { hash: string; mime: CoverPicture['mime'] } | null
  partialMd5: string
  sizeBytes: number
  modifiedMs: number
}

export type ReadOutcome = ({ ok: true } & FileReading) | Failure

/** A task on a file failed for a reason that is no property of a book: time, memory, the disk. */
export class TaskFailed extends Error {
  readonly code: FailureCode
  constructor(code: FailureCode, message: string) {
    super(message)
    this.name = 'TaskFailed'
    this.code = code
  }
}
