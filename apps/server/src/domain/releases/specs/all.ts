import type { DecisionMode, Spec } from '../decision.ts'
import * as format from './format.ts'
import * as match from './match.ts'
import * as offer from './offer.ts'
import * as owned from './owned.ts'

const both: readonly Spec[] = [
  match.matches,
  match.isSureEnough,
  offer.isNotBlocked,
  offer.isProtocolWanted,
  format.isQualityAllowed,
  format.isOfSlot,
  format.isInAllowedLanguage,
  format.isSizePossible,
  format.hasFormatScore,
  format.isNoSample,
  format.isReadByPeople,
  offer.hasSeeders,
  offer.isOldEnough,
  offer.isStillKept,
  offer.isOpen,
  offer.hasClient,
  offer.hasRoom,
]

/**
 * Who asks decides which rules count: nobody who searches by hand waits for a delay, and they are told besides
 * what is no better than the file that is there.
 */
export const SPECS: Record<DecisionMode, readonly Spec[]> = {
  automatic: [
    ...both,
    owned.isOursToReplace,
    owned.isBelowCutoff,
    owned.isUpgradeAllowed,
    owned.isAnUpgrade,
    owned.isNotUnderway,
    offer.isDelayOver,
    offer.isFreeWhereAsked,
  ],
  interactive: [...both, owned.isNotImported, owned.isAnUpgrade],
}
