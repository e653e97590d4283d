import { permanent, type Spec, temporary } from '../decision.ts'
import { isAtLeast } from '../match-release.ts'

/** Another book, a pack of several, or another volume. */
export const matches: Spec = ({ match }) =>
  match.mismatch ? permanent(`match.${match.mismatch.code}`, match.mismatch.text) : undefined

/** A match that is too weak to be trusted without a person; one that is just fair needs the look into the files. */
export const isSureEnough: Spec = ({ match: { level } }, { minimumMatch, isContentChecked, mode }) => {
  if (level === 'none') return undefined
  const least = mode === 'automatic' && !isContentChecked && minimumMatch === 'fair' ? 'strong' : minimumMatch
  // A weak match always waits for a person, whatever was set.
  const isEnough = level !== 'weak' && isAtLeast(level, least)
  return isEnough ? undefined : temporary('match.weak', 'match too weak')
}
