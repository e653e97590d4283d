import { walkXml } from '@colophon/formats/xml/walk-xml.ts'
import { unavailable } from '#kernel/errors.ts'

/** A field of a record: what stands under each letter, in order. */
export type MarcField = Readonly<Record<string, readonly string[]>>

export interface MarcRecord {
  leader: string
  control: Readonly<Record<string, string>>
  fields: Readonly<Record<string, readonly MarcField[]>>
}

const MOST_RECORDS = 200
const MOST_FIELDS = 500
const LONGEST_VALUE = 20_000
/** Around what is not sorted by, such as an article. */
const NON_SORTING = /[\u0098\u009c]/g

/**
 * The records of an answer of SRU with MARC 21 (loc.gov/standards/sru, marc21.info), umlauts composed and marks for
 * sorting taken out.
 * @throws unavailable where the service says that it did not understand the question
 */
export function readMarc(xml: string): { records: MarcRecord[]; total: number } {
  const records: MarcRecord[] = []
  let total = 0
  let diagnostic: string | null = null
  let text = ''
  let record: { leader: string; control: Record<string, string>; fields: Record<string, MarcField[]> } | undefined
  let count = 0
  let field: Record<string, string[]> | undefined
  let tag = ''
  let code = ''
  walkXml(xml, {
    open(name, attributes) {
      text = ''
      if (name === 'leader') record = { leader: '', control: {}, fields: {} }
      else if (name === 'controlfield' || name === 'datafield') {
        tag = /^\d{3}$/.test(attributes.tag ?? '') ? (attributes.tag ?? '') : ''
        if (name === 'datafield') field = {}
      } else if (name === 'subfield') code = /^[a-z0-9]$/i.test(attributes.code ?? '') ? (attributes.code ?? '') : ''
      return undefined
    },
    text(part) {
      if (text.length < LONGEST_VALUE) text += part
    },
    close(name) {
      const value = text.replace(NON_SORTING, '').normalize('NFC').trim().slice(0, LONGEST_VALUE)
      if (name === 'numberofrecords') total = Number(value) || 0
      else if (name === 'message') diagnostic = value
      else if (name === 'leader' && record) record.leader = value
      else if (name === 'controlfield' && record && tag !== '') record.control[tag] = value
      else if (name === 'subfield' && field && code !== '' && value !== '') {
        field[code] = [...(field[code] ?? []), value]
      } else if (name === 'datafield' && record && field && tag !== '' && count++ < MOST_FIELDS) {
        record.fields[tag] = [...(record.fields[tag] ?? []), field]
        field = undefined
      } else if (name === 'record' && record) {
        records.push(record)
        record = undefined
        count = 0
        if (records.length >= MOST_RECORDS) return false
      }
      return undefined
    },
  })
  if (diagnostic !== null && records.length === 0) {
    throw unavailable('provider.answer', `the German National Library did not understand the question: ${diagnostic}`)
  }
  return { records, total }
}

export const fieldsOf = (record: MarcRecord, tag: string): readonly MarcField[] => record.fields[tag] ?? []

/** The first value of a letter in the first field that has one. */
export function valueOf(record: MarcRecord, tag: string, code: string): string | null {
  for (const field of fieldsOf(record, tag)) {
    const value = field[code]?.[0]
    if (value) return value
  }
  return null
}
