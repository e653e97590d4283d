/** What could not be written, in a way that a person can act on. */
export class DiskTrouble extends Error {
  readonly code: 'no-space' | 'no-access' | 'vanished' | 'taken' | 'changed' | 'failed'
  constructor(code: DiskTrouble['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DiskTrouble'
    this.code = code
  }
}
