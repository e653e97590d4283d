/**
 * Answers that hold for one version of the catalogue. Asking twice at once asks the database once. The least recently
 * used go first when there are too many.
 */
export class Remembered<Value> {
  readonly #entries = new Map<string, { version: number; value: Promise<Value> }>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  async get(version: number, key: string, find: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key)
    if (known && known.version === version) {
      this.#entries.delete(key)
      this.#entries.set(key, known)
      return known.value
    }
    const entry = { version, value: find() }
    this.#entries.set(key, entry)
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value ?? '')
    try {
      return await entry.value
    } catch (error) {
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
      throw error
    }
  }
}
