import type { RE2JS } from 're2js'
import { slotOfFormat } from './formats.ts'
import type { ParsedRelease } from './parse-release.ts'
import type { Release } from './release.ts'

export interface CustomFormatCondition {
  type: string
  pattern: string
  negate: boolean
  required: boolean
}

export interface CustomFormat {
  name: string
  conditions: readonly CustomFormatCondition[]
  /** What a release with this format gains by the profile. */
  score: number
}

/** Formats whose patterns are ready. */
export interface FormatScorer {
  /** The formats that a release has, and the sum of their scores. */
  score(release: Release, parsed: ParsedRelease): { names: string[]; sum: number }
}

type Test = (release: Release, parsed: ParsedRelease) => boolean

const MIB = 1 << 20
const NEVER: Test = () => false

/** Compiles a pattern; undefined for one that cannot be. */
type Compile = (pattern: string) => RE2JS | undefined

/** Readies custom formats. A condition that cannot be understood is never met. */
export async function formatScorer(formats: readonly CustomFormat[]): Promise<FormatScorer> {
  const hasPatterns = formats.some(({ conditions }) => conditions.some(isPattern))
  const compile = hasPatterns ? await patternEngine() : () => undefined
  const ready = formats.filter(({ conditions }) => conditions.length > 0).map((format) => readied(format, compile))
  return {
    score(release, parsed) {
      const met = ready.filter(({ isMet }) => isMet(release, parsed))
      return { names: met.map(({ name }) => name), sum: met.reduce((sum, { score }) => sum + score, 0) }
    },
  }
}

/** Says why a condition cannot be used; undefined where it can. */
export async function conditionTrouble(condition: CustomFormatCondition): Promise<string | undefined> {
  const { type, pattern } = condition
  if (type === 'size') return sizeRange(pattern) ? undefined : 'a size is written >=N, <=N or A-B, in MiB'
  if (!isPattern(condition)) return undefined
  const compile = await patternEngine()
  if (compile(pattern)) return undefined
  return `"${pattern}" cannot be used as a pattern; look-around and back-references are not supported`
}

const isPattern = ({ type }: CustomFormatCondition) => type === 'releaseTitle' || type === 'releaseGroup'

/**
 * An engine that takes time by the length of the text alone, whatever somebody writes into a pattern. Loaded when there is
 * a pattern: most installations have none.
 */
async function patternEngine(): Promise<Compile> {
  const { RE2JS } = await import('re2js')
  return (pattern) => {
    try {
      return RE2JS.compile(RE2JS.translateRegExp(pattern), RE2JS.CASE_INSENSITIVE)
    } catch {
      return undefined
    }
  }
}

function readied({ name, score, conditions }: CustomFormat, compile: Compile) {
  const tests = conditions.map((condition) => ({ ...condition, test: negated(condition, testOf(condition, compile)) }))
  const required = tests.filter((one) => one.required)
  const byType = [
    ...Map.groupBy(
      tests.filter((one) => !one.required),
      ({ type }) => type,
    ).values(),
  ]
  const isMet: Test = (release, parsed) =>
    required.every(({ test }) => test(release, parsed)) &&
    byType.every((alternatives) => alternatives.some(({ test }) => test(release, parsed)))
  return { name, score, isMet }
}

const negated = ({ negate }: CustomFormatCondition, test: Test): Test =>
  negate && test !== NEVER ? (release, parsed) => !test(release, parsed) : test

function testOf({ type, pattern }: CustomFormatCondition, compile: Compile): Test {
  const wanted = pattern.trim().toLowerCase()
  switch (type) {
    case 'releaseTitle':
      return matching(compile(pattern), ({ title }) => title)
    case 'releaseGroup':
      return matching(compile(pattern), (_, { group }) => group ?? '')
    case 'format':
      return (_, { formats }) => formats.some((format) => format === wanted || slotOfFormat(format) === wanted)
    case 'protocol':
      return ({ protocol }) => protocol === wanted
    case 'indexer':
      return ({ indexerName }) => indexerName.toLowerCase() === wanted
    case 'indexerFlag':
      return ({ flags }) => flags.some((flag) => flag === wanted)
    case 'language':
      return (_, { languages }) => languages.includes(wanted)
    case 'flag':
      return (_, { flags }) => flags.some((flag) => flag === wanted)
    case 'size':
      return sizeTest(pattern)
    default:
      return NEVER
  }
}

function matching(expression: RE2JS | undefined, text: (release: Release, parsed: ParsedRelease) => string): Test {
  return expression ? (release, parsed) => expression.test(text(release, parsed)) : NEVER
}

function sizeTest(pattern: string): Test {
  const range = sizeRange(pattern)
  if (!range) return NEVER
  return ({ sizeBytes }) => sizeBytes > 0 && sizeBytes >= range.least * MIB && sizeBytes <= range.most * MIB
}

function sizeRange(pattern: string): { least: number; most: number } | undefined {
  const found = /^\s*(?:(>=|<=)\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?))\s*$/.exec(pattern)
  if (!found) return undefined
  const [, sign, bound, from, to] = found
  if (sign === '>=') return { least: Number(bound), most: Number.POSITIVE_INFINITY }
  if (sign === '<=') return { least: 0, most: Number(bound) }
  return { least: Number(from), most: Number(to) }
}
