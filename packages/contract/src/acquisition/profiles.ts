import { type Static, Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: profiles'

const Row = { id: Type.Integer(), createdAt: Time }

// Quality profiles

export const QualityItem = Type.Object({ quality: Type.String(), allowed: Type.Boolean() })

export const QualityProfile = Type.Object({
  ...Row,
  name: Type.String(),
  upgradeAllowed: Type.Boolean(),
  cutoff: Type.String({ description: 'One of the allowed qualities, `any`, or `audiobook`.' }),
  items: Type.Array(QualityItem, { description: 'The worst first; empty takes every format.' }),
})

export const QualityProfileInput = Type.Object({
  name: Maybe(Type.String()),
  upgradeAllowed: Maybe(Type.Boolean()),
  cutoff: Maybe(Type.String()),
  items: Maybe(
    Type.Array(Type.Object({ quality: Maybe(Type.String()), allowed: Maybe(Type.Boolean()) }), { maxItems: 100 }),
  ),
})
export type QualityProfileInput = Static<typeof QualityProfileInput>

export const listQualityProfiles = endpoint({
  method: 'GET',
  path: '/api/v1/qualityprofile',
  tag,
  summary: 'Which formats are taken, by number',
  access: 'acquisition',
  response: Type.Array(QualityProfile),
})

export const getQualityProfile = endpoint({
  method: 'GET',
  path: '/api/v1/qualityprofile/:id',
  tag,
  summary: 'One quality profile',
  access: 'acquisition',
  params: IdParams,
  response: QualityProfile,
  failures: { 404: 'There is none.' },
})

export const createQualityProfile = endpoint({
  method: 'POST',
  path: '/api/v1/qualityprofile',
  tag,
  summary: 'Add a quality profile',
  access: 'acquisition-admin',
  body: QualityProfileInput,
  status: 201,
  response: QualityProfile,
  failures: { 409: 'The name is taken.' },
})

export const replaceQualityProfile = endpoint({
  method: 'PUT',
  path: '/api/v1/qualityprofile/:id',
  tag,
  summary: 'Replace a quality profile as a whole',
  access: 'acquisition-admin',
  params: IdParams,
  body: QualityProfileInput,
  response: QualityProfile,
  failures: { 404: 'There is none.', 409: 'The name is taken.' },
})

export const deleteQualityProfile = endpoint({
  method: 'DELETE',
  path: '/api/v1/qualityprofile/:id',
  tag,
  summary: 'Delete a quality profile',
  description: 'While authors use it the answer is 409 with `authorCount` and up to five `authorNames`.',
  access: 'acquisition-admin',
  params: IdParams,
  status: 204,
  failures: { 404: 'There is none.', 409: 'Authors use it.' },
})

// Metadata profiles

export const MetadataProfile = Type.Object({
  ...Row,
  name: Type.String(),
  minPopularity: Type.Integer(),
  minPages: Type.Integer(),
  skipMissingDate: Type.Boolean(),
  skipMissingIsbn: Type.Boolean(),
  skipPartBooks: Type.Boolean(),
  allowedLanguages: Type.String({ description: 'Codes between commas; empty and `any` allow all.' }),
  unknownLanguageBehavior: Type.Union([Type.Literal('pass'), Type.Literal('fail')]),
})

export const MetadataProfileInput = Type.Object({
  name: Maybe(Type.String()),
  minPopularity: Maybe(Type.Integer()),
  minPages: Maybe(Type.Integer()),
  skipMissingDate: Maybe(Type.Boolean()),
  skipMissingIsbn: Maybe(Type.Boolean()),
  skipPartBooks: Maybe(Type.Boolean()),
  allowedLanguages: Maybe(Type.String()),
  unknownLanguageBehavior: Maybe(Type.String({ description: 'Anything but `fail` means `pass`.' })),
})
export type MetadataProfileInput = Static<typeof MetadataProfileInput>

export const listMetadataProfiles = endpoint({
  method: 'GET',
  path: '/api/v1/metadataprofile',
  tag,
  summary: 'Which works of an author are listed, by number',
  access: 'acquisition',
  response: Type.Array(MetadataProfile),
})

export const getMetadataProfile = endpoint({
  method: 'GET',
  path: '/api/v1/metadataprofile/:id',
  tag,
  summary: 'One metadata profile',
  access: 'acquisition',
  params: IdParams,
  response: MetadataProfile,
  failures: { 404: 'There is none.' },
})

export const createMetadataProfile = endpoint({
  method: 'POST',
  path: '/api/v1/metadataprofile',
  tag,
  summary: 'Add a metadata profile; without languages it takes English',
  access: 'acquisition',
  body: MetadataProfileInput,
  status: 201,
  response: MetadataProfile,
})

export const replaceMetadataProfile = endpoint({
  method: 'PUT',
  path: '/api/v1/metadataprofile/:id',
  tag,
  summary: 'Replace a metadata profile as a whole',
  access: 'acquisition',
  params: IdParams,
  body: MetadataProfileInput,
  response: MetadataProfile,
  failures: { 404: 'There is none.' },
})

export const deleteMetadataProfile = endpoint({
  method: 'DELETE',
  path: '/api/v1/metadataprofile/:id',
  tag,
  summary: 'Delete a metadata profile; authors that use it go by the first one then',
  access: 'acquisition',
  params: IdParams,
  status: 204,
  failures: { 404: 'There is none.', 409: 'The first one stays.' },
})

// Delay profiles

const Protocol = Type.Union([Type.Literal('usenet'), Type.Literal('torrent')])

export const DelayProfile = Type.Object({
  ...Row,
  usenetDelay: Type.Integer({ description: 'Minutes.' }),
  torrentDelay: Type.Integer({ description: 'Minutes.' }),
  preferredProtocol: Protocol,
  enableUsenet: Type.Boolean(),
  enableTorrent: Type.Boolean(),
  order: Type.Integer({ description: 'Only the first one counts.' }),
})

export const DelayProfileInput = Type.Object({
  usenetDelay: Maybe(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  torrentDelay: Maybe(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  preferredProtocol: Maybe(Type.String({ description: '`usenet` (also where it is empty) or `torrent`.' })),
  enableUsenet: Maybe(Type.Boolean()),
  enableTorrent: Maybe(Type.Boolean()),
  order: Maybe(Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 })),
})
export type DelayProfileInput = Static<typeof DelayProfileInput>

export const listDelayProfiles = endpoint({
  method: 'GET',
  path: '/api/v1/delayprofile',
  tag,
  summary: 'How long automatic grabs wait, in order',
  access: 'acquisition-admin',
  response: Type.Array(DelayProfile),
})

export const getDelayProfile = endpoint({
  method: 'GET',
  path: '/api/v1/delayprofile/:id',
  tag,
  summary: 'One delay profile',
  access: 'acquisition-admin',
  params: IdParams,
  response: DelayProfile,
  failures: { 404: 'There is none.' },
})

export const createDelayProfile = endpoint({
  method: 'POST',
  path: '/api/v1/delayprofile',
  tag,
  summary: 'Add a delay profile',
  access: 'acquisition-admin',
  body: DelayProfileInput,
  status: 201,
  response: DelayProfile,
})

export const replaceDelayProfile = endpoint({
  method: 'PUT',
  path: '/api/v1/delayprofile/:id',
  tag,
  summary: 'Replace a delay profile as a whole',
  access: 'acquisition-admin',
  params: IdParams,
  body: DelayProfileInput,
  response: DelayProfile,
  failures: { 404: 'There is none.' },
})

export const deleteDelayProfile = endpoint({
  method: 'DELETE',
  path: '/api/v1/delayprofile/:id',
  tag,
  summary: 'Delete a delay profile, whether it is there or not',
  access: 'acquisition-admin',
  params: IdParams,
  status: 204,
})

// Custom formats

export const FormatCondition = Type.Object({
  type: Type.String(),
  pattern: Type.String(),
  negate: Type.Boolean(),
  required: Type.Boolean(),
})

export const CustomFormat = Type.Object({
  ...Row,
  name: Type.String(),
  conditions: Type.Array(FormatCondition),
})

export const CustomFormatInput = Type.Object({
  name: Maybe(Type.String()),
  conditions: Maybe(
    Type.Array(
      Type.Object({
        type: Maybe(Type.String()),
        pattern: Maybe(Type.String()),
        negate: Maybe(Type.Boolean()),
        required: Maybe(Type.Boolean()),
      }),
      { maxItems: 200 },
    ),
  ),
})
export type CustomFormatInput = Static<typeof CustomFormatInput>

export const listCustomFormats = endpoint({
  method: 'GET',
  path: '/api/v1/customformat',
  tag,
  summary: 'Custom formats, by name',
  access: 'acquisition-admin',
  response: Type.Array(CustomFormat),
})

export const getCustomFormat = endpoint({
  method: 'GET',
  path: '/api/v1/customformat/:id',
  tag,
  summary: 'One custom format',
  access: 'acquisition-admin',
  params: IdParams,
  response: CustomFormat,
  failures: { 404: 'There is none.' },
})

export const createCustomFormat = endpoint({
  method: 'POST',
  path: '/api/v1/customformat',
  tag,
  summary: 'Add a custom format; its conditions are taken as they are',
  access: 'acquisition-admin',
  body: CustomFormatInput,
  status: 201,
  response: CustomFormat,
})

export const replaceCustomFormat = endpoint({
  method: 'PUT',
  path: '/api/v1/customformat/:id',
  tag,
  summary: 'Replace a custom format as a whole',
  access: 'acquisition-admin',
  params: IdParams,
  body: CustomFormatInput,
  response: CustomFormat,
  failures: { 404: 'There is none.' },
})

export const deleteCustomFormat = endpoint({
  method: 'DELETE',
  path: '/api/v1/customformat/:id',
  tag,
  summary: 'Delete a custom format, whether it is there or not',
  access: 'acquisition-admin',
  params: IdParams,
  status: 204,
})
