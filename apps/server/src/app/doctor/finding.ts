/** What a check found. */
export interface Finding {
  /** `note`: works, but somebody might want to know. */
  kind: 'ok' | 'note' | 'problem'
  about: string
  /** What to do about it. */
  advice?: string
}

export const ok = (about: string): Finding => ({ kind: 'ok', about })
export const note = (about: string, advice?: string): Finding => ({ kind: 'note', about, ...(advice && { advice }) })
export const problem = (about: string, advice: string): Finding => ({ kind: 'problem', about, advice })

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
