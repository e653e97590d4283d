export const steps = ['root', 'client', 'indexer', 'author'] as const
export type Step = (typeof steps)[number]

/** The step to do now: the first that is neither done nor left for later; none where nothing is left. */
export const nextStep = (done: Readonly<Record<Step, boolean>>, skipped: ReadonlySet<Step>): Step | undefined =>
  steps.find((step) => !done[step] && !skipped.has(step))
