import { UnreadableBook } from '@colophon/formats/facts.ts'
import { escapeXml } from '@colophon/formats/xml/escape.ts'
import { walkXml } from '@colophon/formats/xml/walk-xml.ts'

export type XmlRpcValue = string | number | boolean | Uint8Array | XmlRpcValue[] | { [name: string]: XmlRpcValue }

/** The answer to a call: its value, or the fault that the other side tells. */
export type XmlRpcAnswer = { value: XmlRpcValue } | { fault: { code: number; text: string } }

const DEEPEST = 64

/** The body of a call. */
export function writeCall(method: string, params: readonly (string | number | Uint8Array)[]): string {
  const written = params.map((param) => `<param><value>${written1(param)}</value></param>`).join('')
  return `<?xml version="1.0"?><methodCall><methodName>${escapeXml(method)}</methodName><params>${written}</params></methodCall>`
}

function written1(param: string | number | Uint8Array): string {
  if (typeof param === 'number') return `<i8>${param}</i8>`
  if (typeof param === 'string') return `<string>${escapeXml(param)}</string>`
  return `<base64>${Buffer.from(param).toString('base64')}</base64>`
}

/** Reads an answer; undefined where it is none. */
export function readAnswer(xml: string): XmlRpcAnswer | undefined {
  const reader = new AnswerReader()
  try {
    walkXml(xml, reader)
  } catch (error) {
    if (error instanceof UnreadableBook) return undefined
    throw error
  }
  return reader.answer
}

type Frame =
  | { kind: 'array'; items: XmlRpcValue[] }
  | { kind: 'struct'; members: Map<string, XmlRpcValue>; name: string }

const NUMBERS = new Set(['i4', 'i8', 'int', 'double'])

/** Builds values from the inside out; what is nested too deep is no answer. */
class AnswerReader {
  answer: XmlRpcAnswer | undefined
  #isAnswer = false
  #isFault = false
  #text = ''
  #value: XmlRpcValue | undefined
  readonly #frames: Frame[] = []

  open(name: string): boolean | undefined {
    if (name === 'methodresponse') this.#isAnswer = true
    if (!this.#isAnswer || this.#frames.length > DEEPEST) return false
    this.#text = ''
    if (name === 'fault') this.#isFault = true
    else if (name === 'value') this.#value = undefined
    else if (name === 'array') this.#frames.push({ kind: 'array', items: [] })
    else if (name === 'struct') this.#frames.push({ kind: 'struct', members: new Map(), name: '' })
    return undefined
  }

  text(text: string): void {
    this.#text += text
  }

  close(name: string): boolean | undefined {
    const frame = this.#frames.at(-1)
    if (NUMBERS.has(name)) this.#value = Number(this.#text.trim()) || 0
    else if (name === 'boolean') this.#value = this.#text.trim() === '1'
    else if (name === 'string') this.#value = this.#text
    else if (name === 'base64') this.#value = new Uint8Array(Buffer.from(this.#text, 'base64'))
    else if (name === 'name' && frame?.kind === 'struct') frame.name = this.#text
    else if (name === 'array' && frame?.kind === 'array') this.#value = this.#ended(frame.items)
    else if (name === 'struct' && frame?.kind === 'struct') this.#value = this.#ended(Object.fromEntries(frame.members))
    else if (name === 'value') this.#keep(frame)
    if (name === 'methodresponse') return false
    this.#text = ''
    return undefined
  }

  #ended(value: XmlRpcValue): XmlRpcValue {
    this.#frames.pop()
    return value
  }

  /** A value without a type is text. */
  #keep(frame: Frame | undefined): void {
    const value = this.#value ?? this.#text
    this.#value = undefined
    if (frame?.kind === 'array') frame.items.push(value)
    else if (frame) frame.members.set(frame.name, value)
    else this.answer = this.#isFault ? { fault: faultOf(value) } : { value }
  }
}

function faultOf(value: XmlRpcValue): { code: number; text: string } {
  const { faultCode, faultString } =
    typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array) ? value : {}
  return {
    code: typeof faultCode === 'number' ? faultCode : 0,
    text: typeof faultString === 'string' ? faultString : 'it tells a fault without words',
  }
}
