import { permanent, type Spec, temporary } from '../decision.ts'
import { delayEnds, isProtocolEnabled } from '../delay-profile.ts'

const MINUTE = 60_000
const MIB = 1 << 20

export const isNotBlocked: Spec = ({ release }, { blocklist }) =>
  blocklist.has(release) ? permanent('blocklist', 'release is blocklisted') : undefined

export const isProtocolWanted: Spec = ({ release: { protocol } }, { delayProfile }) => {
  if (!delayProfile || isProtocolEnabled(delayProfile, protocol)) return undefined
  return permanent('delay.protocol', `${protocol} disabled in delay profile`)
}

export const isDelayOver: Spec = ({ release }, { delayProfile, now, firstSeen }) => {
  if (!delayProfile) return undefined
  const ends = delayEnds(delayProfile, release, firstSeen.get(release.guid) ?? now.toISOString())
  if (!ends || ends <= now) return undefined
  const minutes = Math.ceil((ends.getTime() - now.getTime()) / MINUTE)
  return temporary('delay.not-met', `${release.protocol} delay not met — ${minutes} min remaining`, ends)
}

export const isFreeWhereAsked: Spec = ({ release }, { indexers }) => {
  if (release.protocol !== 'torrent' || !indexers.get(release.indexerId)?.isFreeleechOnly) return undefined
  const factor = release.downloadVolumeFactor
  if (factor === 0) return undefined
  const text =
    factor === undefined
      ? 'freeleech hold: indexer did not report downloadvolumefactor'
      : `freeleech hold: costs ${factor}× ratio (not freeleech)`
  return temporary('freeleech.hold', text)
}

/** Seeders that nobody told of are no reason. */
export const hasSeeders: Spec = ({ release }, { indexers }) => {
  const least = indexers.get(release.indexerId)?.minimumSeeders ?? 1
  const { seeders } = release
  if (release.protocol !== 'torrent' || seeders === undefined || seeders >= least) return undefined
  return permanent('seeders.minimum', `${seeders} seeders, minimum ${least}`)
}

/** The first minutes of a post are those in which parts of it are still missing. */
export const isOldEnough: Spec = ({ release }, { minimumUsenetAge, now }) => {
  const minutes = minutesSincePost(release.publishedAt, now)
  if (release.protocol !== 'usenet' || minutes === undefined || minutes >= minimumUsenetAge) return undefined
  const until = new Date(now.getTime() + (minimumUsenetAge - minutes) * MINUTE)
  return temporary('age.minimum', `posted ${minutes} min ago, minimum ${minimumUsenetAge}`, until)
}

export const isStillKept: Spec = ({ release }, { usenetRetentionDays, now }) => {
  const minutes = minutesSincePost(release.publishedAt, now)
  if (release.protocol !== 'usenet' || minutes === undefined || usenetRetentionDays === 0) return undefined
  if (minutes <= usenetRetentionDays * 24 * 60) return undefined
  return permanent('age.retention', `older than retention of ${usenetRetentionDays} days`)
}

export const isOpen: Spec = ({ release }) =>
  release.isProtected ? permanent('release.protected', 'archive is password protected') : undefined

export const hasClient: Spec = ({ release: { protocol } }, { protocolsWithClient }) =>
  protocolsWithClient.has(protocol) ? undefined : temporary('client.none', `no enabled ${protocol} client`)

export const hasRoom: Spec = ({ release }, { freeBytes }) => {
  if (freeBytes === undefined || release.sizeBytes <= freeBytes) return undefined
  const [needed, free] = [release.sizeBytes, freeBytes].map((bytes) => Math.ceil(bytes / MIB))
  return temporary('disk.full', `needs ${needed} MiB, ${free} MiB free`)
}

function minutesSincePost(publishedAt: string | undefined, now: Date): number | undefined {
  if (publishedAt === undefined) return undefined
  return Math.max(0, Math.floor((now.getTime() - Date.parse(publishedAt)) / MINUTE))
}
