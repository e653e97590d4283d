import type { View } from 'foliate-js/view.js'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Sentence, sentencesFrom } from './read-aloud.ts'

const KEY = 'colophon.reader.voice'

export interface ReadAloud {
  /** What is read now; null while nothing is. */
  state: 'reading' | 'paused' | null
  /** The place of the sentence, to be marked. */
  sentence: string | null
  voices: SpeechSynthesisVoice[]
  voice: string
  rate: number
  start: (from: Range | null) => void
  pause: () => void
  resume: () => void
  stop: () => void
  skip: (by: number) => void
  choose: (change: { voice?: string; rate?: number }) => void
}

/** Reads the book aloud with the voices of the device, sentence by sentence, and turns its pages. */
export function useReadAloud(view: View | undefined): ReadAloud | null {
  const [state, setState] = useState<ReadAloud['state']>(null)
  const [sentence, setSentence] = useState<string | null>(null)
  const [choice, setChoice] = useState(readChoice)
  const voices = useVoices()
  const run = useRef<{ sentences: Sentence[]; at: number; isOver: boolean }>(undefined)
  const latest = useRef({ view, choice, voices })
  latest.current = { view, choice, voices }

  const stop = useCallback(() => {
    if (run.current) run.current.isOver = true
    run.current = undefined
    globalThis.speechSynthesis?.cancel()
    setState(null)
    setSentence(null)
  }, [])
  useEffect(() => stop, [stop])

  const speak = useCallback(
    async (reading: NonNullable<typeof run.current>) => {
      const { view, choice, voices } = latest.current
      if (!view || reading.isOver) return
      const next = reading.sentences[reading.at]
      if (!next) {
        if (!(await toNextChapter(view))) return stop()
        const shown = view.renderer.getContents()[0]
        reading.sentences = shown ? sentencesFrom(shown.doc, null) : []
        reading.at = 0
        // A chapter without words, a picture say, is passed over.
        return void speak(reading)
      }
      const shown = view.renderer.getContents()[0]
      if (shown?.index === undefined) return stop()
      setSentence(view.getCFI(shown.index, next.range))
      await view.renderer.scrollToAnchor?.(next.range)
      if (reading.isOver) return
      const words = new SpeechSynthesisUtterance(next.text)
      words.lang = shown.doc.documentElement.lang
      words.rate = choice.rate
      words.voice = voices.find(({ voiceURI }) => voiceURI === choice.voice) ?? null
      const { at } = reading
      words.onend = () => {
        if (reading.isOver || reading.at !== at) return
        reading.at += 1
        void speak(reading)
      }
      words.onerror = ({ error }) => {
        if (error !== 'interrupted' && error !== 'canceled') stop()
      }
      speechSynthesis.speak(words)
    },
    [stop],
  )

  const begin = useCallback(
    (from: Range | null) => {
      const shown = latest.current.view?.renderer.getContents()[0]
      if (!shown) return
      stop()
      run.current = { sentences: sentencesFrom(shown.doc, from), at: 0, isOver: false }
      setState('reading')
      void speak(run.current)
    },
    [speak, stop],
  )
  const again = useCallback(
    (by: number) => {
      const reading = run.current
      if (!reading) return
      // Whoever waits for the end of the old sentence must not go on from it.
      const next = { ...reading, at: Math.max(0, reading.at + by) }
      reading.isOver = true
      run.current = next
      speechSynthesis.cancel()
      setState('reading')
      void speak(next)
    },
    [speak],
  )

  if (!('speechSynthesis' in globalThis) || view?.isFixedLayout) return null
  return {
    state,
    sentence,
    voices,
    ...choice,
    start: begin,
    stop,
    skip: again,
    pause: () => {
      speechSynthesis.pause()
      setState('paused')
    },
    resume: () => {
      speechSynthesis.resume()
      setState('reading')
    },
    choose: (change) => {
      const next = { ...choice, ...change }
      localStorage.setItem(KEY, JSON.stringify(next))
      setChoice(next)
      latest.current.choice = next
      again(0)
    },
  }
}

/** @returns whether there was one */
async function toNextChapter({ renderer, book }: View): Promise<boolean> {
  const index = renderer.getContents()[0]?.index ?? -1
  const next = book.sections.findIndex(({ linear, load }, at) => at > index && linear !== 'no' && load)
  if (next < 0) return false
  await renderer.goTo({ index: next, anchor: () => 0 })
  return true
}

function readChoice(): { voice: string; rate: number } {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { voice?: unknown; rate?: unknown }
    const rate = typeof kept.rate === 'number' && kept.rate >= 0.5 && kept.rate <= 3 ? kept.rate : 1
    return { voice: typeof kept.voice === 'string' ? kept.voice : '', rate }
  } catch {
    return { voice: '', rate: 1 }
  }
}

/** Voices arrive late in some browsers. */
function useVoices(): SpeechSynthesisVoice[] {
  const [voices, setVoices] = useState<SpeechSynthesisVoice[]>([])
  useEffect(() => {
    const synthesis = globalThis.speechSynthesis as SpeechSynthesis | undefined
    if (!synthesis) return
    const follow = () => setVoices(synthesis.getVoices())
    follow()
    synthesis.addEventListener('voiceschanged', follow)
    return () => synthesis.removeEventListener('voiceschanged', follow)
  }, [])
  return voices
}
