import type { ProgressBody } from '@colophon/contract/devices/kosync.ts'
import type { KosyncReport } from '#domain/devices/kosync-progress.ts'
import { invalid } from '#kernel/errors.ts'

const LONGEST_DOCUMENT = 1_024
const LONGEST_PROGRESS = 4_096
const LONGEST_DEVICE = 256

/**
 * Reads what a client tells, forgiving the forms that clients are known to send (device contract C.5).
 * @param isOfficial KOReader's own dialect, whose documents have no colon
 * @throws invalid
 */
export function readReport(body: ProgressBody | undefined, isOfficial: boolean): KosyncReport {
  const progress = typeof body?.progress === 'number' ? String(body.progress) : body?.progress
  if (typeof progress !== 'string' || progress === '' || progress.length > LONGEST_PROGRESS) {
    throw body?.document === undefined
      ? noDocument()
      : invalid('kosync.progress', `\`progress\` must be a text of 1 to ${LONGEST_PROGRESS} characters`)
  }
  return {
    document: readDocument(body?.document, isOfficial),
    progress,
    percentage: readShare(body?.percentage),
    device: readDevice('device', body?.device),
    deviceId: readDevice('device_id', body?.device_id),
    metadata: readMetadata(body?.metadata),
  }
}

export function readDocument(document: unknown, isOfficial: boolean): string {
  const isDocument =
    typeof document === 'string' &&
    document !== '' &&
    document.length <= LONGEST_DOCUMENT &&
    !document.includes('/') &&
    !(isOfficial && document.includes(':'))
  if (!isDocument) throw noDocument()
  return document
}

export const noDocument = () =>
  invalid('kosync.document', `\`document\` must be a text of 1 to ${LONGEST_DOCUMENT} characters without a slash`)

function readShare(value: unknown): number {
  const share = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof share !== 'number' || !(share >= 0 && share <= 1)) {
    throw invalid('kosync.percentage', '`percentage` must be a number from 0 to 1')
  }
  return share
}

function readDevice(name: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string' || value.length > LONGEST_DEVICE) {
    throw invalid('kosync.device', `\`${name}\` must be a text of at most ${LONGEST_DEVICE} characters`)
  }
  return value
}

/** What newer clients say of the document; whatever else stands there is not kept. */
function readMetadata(value: unknown): KosyncReport['metadata'] {
  if (value === null || typeof value !== 'object') return null
  const told: NonNullable<KosyncReport['metadata']> = {}
  for (const name of ['filename', 'title', 'authors'] as const) {
    const text = (value as Record<string, unknown>)[name]
    if (typeof text === 'string' && text !== '') told[name] = text.slice(0, 1_000)
  }
  return told
}
