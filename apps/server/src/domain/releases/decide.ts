import type { Candidate, Decision, DecisionContext, Rejection } from './decision.ts'
import { matchRelease } from './match-release.ts'
import { parseRelease } from './parse-release.ts'
import { formatOf } from './quality-profile.ts'
import type { Release } from './release.ts'
import { readName } from './release-name.ts'
import { visibleScore } from './score.ts'
import { SPECS } from './specs/all.ts'

/** Reads a release and compares it with the wanted book. */
export function examine(release: Release, { wanted, qualityProfile, formatScorer }: DecisionContext): Candidate {
  const name = readName(release)
  const parsed = parseRelease(name, wanted)
  const { names, sum } = formatScorer.score(release, parsed)
  return {
    release,
    parsed,
    match: matchRelease(name, wanted),
    format: formatOf(parsed.formats, wanted.book.slot, qualityProfile),
    formatScore: sum,
    formatNames: names,
  }
}

/** Puts every rule to a release: all reasons against it are told, so that a person sees the whole picture. */
export function decide(candidate: Candidate, context: DecisionContext): Decision {
  const rejections: Rejection[] = []
  for (const spec of SPECS[context.mode]) {
    const rejection = spec(candidate, context)
    if (rejection) rejections.push(rejection)
  }
  return {
    ...candidate,
    rejections,
    isApproved: rejections.length === 0,
    score: visibleScore(candidate, context.wanted.book),
  }
}
