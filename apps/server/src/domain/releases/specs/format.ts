import { permanent, type Spec, slotOf } from '../decision.ts'
import { slotOfFormat } from '../formats.ts'
import { isAllowed } from '../quality-profile.ts'
import { sizeTrouble } from '../size-limits.ts'

/** Below it nothing is a book. */
const LEAST_EBOOK = 10 * 1024

export const isQualityAllowed: Spec = ({ format }, { qualityProfile }) => {
  if (!qualityProfile || isAllowed(qualityProfile, format)) return undefined
  return permanent('quality.not-allowed', `format "${format}" not in quality profile "${qualityProfile.name}"`)
}

/** All formats that the name speaks of belong to the other slot. */
export const isOfSlot: Spec = ({ parsed, format }, context) => {
  const slot = slotOf(context)
  const isElsewhere = parsed.formats.length > 0 && parsed.formats.every((one) => slotOfFormat(one) !== slot)
  if (!isElsewhere) return undefined
  const [is, wants] = slot === 'ebook' ? ['an audiobook', 'ebook'] : ['an ebook', 'audiobook']
  return permanent('format.other-slot', `format ${format} is ${is}, wanted ${wants}`)
}

export const isSizePossible: Spec = ({ release, format }, context) => {
  const duration = slotOf(context) === 'audiobook' ? context.wanted.book.durationSeconds : undefined
  const trouble = sizeTrouble(release.sizeBytes, format, duration)
  return trouble ? permanent('size.limit', trouble) : undefined
}

export const isNoSample: Spec = ({ release, parsed }, context) => {
  const isTiny = slotOf(context) === 'ebook' && release.sizeBytes > 0 && release.sizeBytes < LEAST_EBOOK
  return parsed.flags.includes('sample') || isTiny ? permanent('format.sample', 'sample') : undefined
}

export const isReadByPeople: Spec = ({ parsed }) =>
  parsed.flags.includes('virtual-voice') ? permanent('format.virtual-voice', 'read by a virtual voice') : undefined

export const hasFormatScore: Spec = ({ formatScore }, { qualityProfile }) => {
  const least = qualityProfile?.minimumFormatScore
  if (least === undefined || formatScore >= least) return undefined
  return permanent('custom-format.minimum', `custom format score ${formatScore} below minimum ${least}`)
}

export const isInAllowedLanguage: Spec = ({ parsed }, { allowedLanguages }) => {
  if (allowedLanguages.length === 0) return undefined
  const other = parsed.languages.find((language) => !allowedLanguages.includes(language))
  return other ? permanent('language.not-allowed', `release language "${other}" not in allowed list`) : undefined
}
