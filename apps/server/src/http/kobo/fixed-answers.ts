import type { FastifyRequest } from 'fastify'

const NONE = {}

/** Addresses with an answer of their own among those that mean nothing here (device contract B.3 and B.12). */
const ANSWERS: readonly [RegExp, (request: FastifyRequest) => unknown][] = [
  [/^\/v1\/user\/loyalty\/benefits$/, () => ({ Benefits: {} })],
  [
    /^\/v1\/analytics\/gettests$/,
    ({ headers }) => ({ Result: 'Success', TestKey: textOf(headers['x-kobo-userkey']), Tests: {} }),
  ],
  [/^\/v1\/deals$/, () => ({ Deals: [] })],
  [/^\/v1\/products\/books\/series\/[^/]+$/, () => ({ TotalResultCount: 0, SearchResults: [] })],
  [/^\/v1\/products\/[^/]+\/(nextread|related)(\/.*)?$/, () => []],
  [/^\/api\/internal\/notebooks(\/.*)?$/, () => ({ data: [], totalResults: 0 })],
]

const textOf = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')

/** What a reader is told at an address that means nothing here: an error it would repeat for ever. */
export function fixedAnswer(path: string, request: FastifyRequest): unknown {
  const tidy = path.replace(/\/$/, '')
  return ANSWERS.find(([pattern]) => pattern.test(tidy))?.[1](request) ?? NONE
}

/** Nobody: the account of a reader is none of the shop. */
export const profile = (userId: string, userKey: string) => ({
  UserId: userId,
  UserKey: userKey,
  UserDisplayName: 'colophon',
  UserEmail: 'reader@colophon.invalid',
  Geo: 'US',
  StoreFront: 'US',
  AffiliateName: 'Kobo',
  PartnerId: '00000000-0000-0000-0000-000000000001',
  PlatformId: '00000000-0000-0000-0000-000000000001',
  IsOneStore: false,
  HasPurchased: false,
  HasPurchasedBook: false,
  HasPurchasedAudiobook: false,
  IsOrangeAffiliate: false,
  IsEligibleForOrangeDeal: false,
  IsLibraryMigrated: true,
  SafeSearch: false,
  PrivacyPermissions: [],
  LinkedAccounts: [],
  LoyaltyDetails: {},
  VipMembershipPurchased: false,
})
