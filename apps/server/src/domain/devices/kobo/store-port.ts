/** What a reader asked for, on its way to the shop: nothing of ours is in it. */
export interface StoreCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the address of the shop, with its query: `/v1/products/…`. */
  path: string
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: string | null
}

export interface StoreAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

/** The shop of the readers, for those whose owner wants its books beside ours (device contract B.14). */
export interface KoboStore {
  /** The address of the shop with a path, for a reader that is sent there. */
  addressOf(path: string): string
  /** @returns undefined where the shop does not answer in time */
  call(call: StoreCall): Promise<StoreAnswer | undefined>
}
