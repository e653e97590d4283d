/** Fetches pictures from addresses that came from outside, and never from this machine or its network. */
export interface PictureFetcher {
  /**
   * @throws invalid where the address may not be called or leads somewhere it may not; too-large; unavailable where nothing
   * answers in time
   */
  fetch(
    address: string,
    limits: { timeoutMs: number; maxBytes: number },
  ): Promise<{ status: number; bytes: Uint8Array }>
}

/** Fetched pictures on disk, by their address. May be thrown away at any time; what is there is whole. */
export interface PictureCache {
  pathOf(address: string): string
  read(address: string, ending?: string): Promise<{ bytes: Buffer; storedAt: Date } | undefined>
  write(address: string, bytes: Uint8Array, ending?: string): Promise<void>
  sizeBytes(): Promise<number>
  sweep(now: Date): Promise<void>
}
