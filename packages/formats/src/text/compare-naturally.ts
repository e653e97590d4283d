let collator: Intl.Collator | undefined

/** As a person counts: `Track 2` before `Track 10`, whatever the case. The tables for it take 2 MB, so they wait for a first use. */
export function compareNaturally(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  return collator.compare(a, b)
}
