import { permanent, type Spec, slotOf } from '../decision.ts'
import { meetsCutoff } from '../quality-profile.ts'
import { isBetter, isWorthUpgrading } from '../upgrades.ts'

/** For people, who search again although there is a file. */
export const isNotImported: Spec = (_, context) =>
  context.owned ? permanent('owned.imported', `${slotOf(context)} already imported`) : undefined

/** A file that somebody placed is theirs. */
export const isOursToReplace: Spec = (_, { owned }) =>
  owned?.isPlacedByHand ? permanent('owned.by-hand', 'the file was placed by hand and is never replaced') : undefined

export const isBelowCutoff: Spec = (_, context) => {
  const { owned, qualityProfile } = context
  if (!owned || !qualityProfile || isWorthUpgrading(owned, qualityProfile, slotOf(context))) return undefined
  if (!meetsCutoff(qualityProfile, slotOf(context), owned.format)) return undefined
  const text = `book already has "${owned.format}" which meets quality cutoff "${qualityProfile.cutoff}"`
  return permanent('quality.cutoff', text)
}

export const isUpgradeAllowed: Spec = (_, { owned, qualityProfile }) => {
  if (!owned || !qualityProfile || qualityProfile.isUpgradeAllowed) return undefined
  return permanent('upgrade.not-allowed', `upgrades not allowed by profile "${qualityProfile.name}"`)
}

export const isAnUpgrade: Spec = (candidate, context) => {
  const { owned, qualityProfile } = context
  if (!owned || isBetter(candidate, owned, slotOf(context), qualityProfile)) return undefined
  const text = `existing ${owned.format} (score ${owned.formatScore}) is not worse`
  return permanent('upgrade.not-better', text)
}

export const isNotUnderway: Spec = (candidate, context) => {
  const { underway, qualityProfile } = context
  if (!underway || isBetter(candidate, underway, slotOf(context), qualityProfile)) return undefined
  return permanent('queue.underway', `already downloading "${underway.title}"`)
}
