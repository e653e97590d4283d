/** An archive of pages, whatever packed it. */
export interface ComicArchive {
  entries: readonly ComicEntry[]
  /** Comment of the whole archive, where ComicBookLover keeps its facts. */
  comment?: Buffer
  warnings: string[]
  /**
   * Contents by name; an entry that cannot be read is missing in the answer, with the reason in `warnings`. Several at once, because
   * some archives have to be unpacked from their beginning for each request.
   */
  read(names: string[], maxBytes: number): Promise<Map<string, Buffer>>
  /** The beginning of an entry, where it can be had without unpacking what stands before it. */
  readStart?(name: string, bytes: number): Buffer
  close(): void
}

export interface ComicEntry {
  name: string
  /** Unpacked, as declared. */
  size: number
  isEncrypted: boolean
}
