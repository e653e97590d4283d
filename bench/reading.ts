import { isMet, type Target, type Unit } from './targets.ts'

/** One measured figure. */
export interface Reading {
  /** Of what, in words that stand alone: `list page, 100,000 books, web`. */
  what: string
  /** Null where it could not be measured; `note` says why. */
  value: number | null
  unit: Unit
  /** Undefined where the figure is only for information. */
  target: Target | undefined
  note: string
  /** It was left out on purpose, so it is neither met nor missed. */
  isSkipped?: boolean
  /** Further numbers, for the results file. */
  details?: unknown
}

export const measured = (what: string, value: number, target: Target, note = '', details?: unknown): Reading => ({
  what,
  value,
  unit: target.unit,
  target,
  note,
  details,
})

export const informed = (what: string, value: number, unit: Unit, note = '', details?: unknown): Reading => ({
  what,
  value,
  unit,
  target: undefined,
  note,
  details,
})

export const unmeasured = (what: string, target: Target, note: string): Reading => ({
  what,
  value: null,
  unit: target.unit,
  target,
  note,
})

export const skipped = (what: string, target: Target, note: string): Reading => ({
  ...unmeasured(what, target, note),
  isSkipped: true,
})

/** Whether it counts: figures without a target are for information. */
export const isPromised = ({ target, isSkipped }: Reading) => target !== undefined && !isSkipped

/** Whether a reading disappoints: over its target, or not to be had. */
export const isMissed = ({ value, target, isSkipped }: Reading) =>
  target !== undefined && !isSkipped && (value === null || !isMet(target, value))

export const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

export const count = (n: number) => n.toLocaleString('en-GB')

function rounded(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.1 ? 2 : 4
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits })
}

export function showValue({ value, unit }: Reading): string {
  return value === null ? 'not measured' : `${rounded(value)} ${unit}`
}

export function showTarget(target: Target | undefined): string {
  if (!target) return ''
  return 'atMost' in target ? `≤ ${count(target.atMost)} ${target.unit}` : `≥ ${count(target.atLeast)} ${target.unit}`
}
