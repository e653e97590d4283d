import type { Protocol, Release } from './release.ts'

/** How long automatic grabs wait for something better, and which protocols are used at all. */
export interface DelayProfile {
  /** Minutes. */
  usenetDelay: number
  torrentDelay: number
  preferredProtocol: Protocol
  isUsenetEnabled: boolean
  isTorrentEnabled: boolean
  order: number
  /** Empty: for everything that no other profile is for. */
  tags: readonly number[]
}

/** The first profile, by order, that shares a tag; else the first without tags; else none. */
export function chooseDelayProfile(
  profiles: readonly DelayProfile[],
  tags: readonly number[],
): DelayProfile | undefined {
  const ordered = profiles.toSorted((a, b) => a.order - b.order)
  return (
    ordered.find((profile) => profile.tags.some((tag) => tags.includes(tag))) ??
    ordered.find((profile) => profile.tags.length === 0)
  )
}

export const isProtocolEnabled = (profile: DelayProfile, protocol: Protocol): boolean =>
  protocol === 'usenet' ? profile.isUsenetEnabled : profile.isTorrentEnabled

/**
 * When the delay of a release is over; undefined where there is none.
 * @param firstSeenAt an instant: from then on a release without a date grows older
 */
export function delayEnds(profile: DelayProfile, release: Release, firstSeenAt: string): Date | undefined {
  const minutes = release.protocol === 'usenet' ? profile.usenetDelay : profile.torrentDelay
  if (minutes <= 0) return undefined
  return new Date(Date.parse(release.publishedAt ?? firstSeenAt) + minutes * 60_000)
}
