/**
 * Why an import came to nothing. `later`: something else has to happen first, and waiting costs no try. `again`: worth
 * another try. `person`: only somebody who looks at it can help.
 */
export type ProblemKind = 'later' | 'again' | 'person'

export class ImportProblem extends Error {
  readonly kind: ProblemKind
  /** The content is no book at all, and no other try makes it one. */
  readonly isFake: boolean
  /** Somebody who knows better may take the files as they are. */
  readonly isOverridable: boolean
  /** A book of the catalogue that the content seems to be. */
  readonly suggestedBookId: number | null

  constructor(
    kind: ProblemKind,
    message: string,
    facts: { isFake?: boolean; isOverridable?: boolean; suggestedBookId?: number | null } = {},
  ) {
    super(message)
    this.name = 'ImportProblem'
    this.kind = kind
    this.isFake = facts.isFake ?? false
    this.isOverridable = facts.isOverridable ?? false
    this.suggestedBookId = facts.suggestedBookId ?? null
  }
}
