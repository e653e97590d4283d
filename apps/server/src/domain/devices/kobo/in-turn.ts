/** Work on one thing at a time: whoever comes second waits for the first. */
export class InTurn {
  readonly #last = new Map<string, Promise<void>>()

  /**
   * Waits until it is one's turn, at most so long.
   * @returns ends the turn; calling it again does nothing
   */
  async enter(key: string, patienceMs: number): Promise<() => void> {
    const before = this.#last.get(key)
    const { promise, resolve } = Promise.withResolvers<void>()
    const mine = (before ?? Promise.resolve()).then(() => promise)
    this.#last.set(key, mine)
    void mine.then(() => {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    })
    if (before !== undefined) await atMost(before, patienceMs)
    return resolve
  }
}

async function atMost(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([promise, patience])
  clearTimeout(timer)
}
