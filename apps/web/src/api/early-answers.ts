import { asJson } from './as-json.ts'

/**
 * Answers that the page asked for in its first moment, before the app was there. Each is the app's own as soon as it
 * would have asked itself, and only that once.
 */
declare global {
  interface Window {
    earlyAnswers?: Map<string, Early>
  }
}

interface Early {
  answer: Promise<Response>
  askedAt: number
}

/** What was asked longer ago than an app takes to begin may no longer be so. */
const FRESH_MS = 20_000

/** Asks for an address of the server, prefix and all, and keeps the answer for whoever takes it. */
export function askEarly(address: string): Promise<Response> {
  const answer = fetch(address, { credentials: 'same-origin', headers: asJson })
  // Whoever takes it hears of a failure; where nobody does it is none.
  answer.catch(() => undefined)
  window.earlyAnswers ??= new Map()
  window.earlyAnswers.set(address, { answer, askedAt: performance.now() })
  return answer
}

/** The answer that is there or on its way; undefined where there is none, or none that is of use. */
export async function takeEarly(address: string): Promise<Response | undefined> {
  const early = window.earlyAnswers?.get(address)
  if (!early) return undefined
  window.earlyAnswers?.delete(address)
  if (performance.now() - early.askedAt > FRESH_MS) return undefined
  const answer = await early.answer.catch(() => undefined)
  return answer?.ok ? answer : undefined
}

/** What was asked for one account is not told to the next. */
export function forgetEarly(): void {
  window.earlyAnswers?.clear()
}
