import type { BookPage, PageFile } from '@colophon/contract/web/books.ts'
import { type Playback, readPart } from '@colophon/contract/web/media.ts'
import { addressOf } from '#api/call.ts'
import { keptPlace } from '#reading/kept-place.ts'
import { keepPlayerSettings, type PlayerSettings, readPlayerSettings } from './player-settings.ts'
import { fadeOf, type Sleep, sleepSeconds } from './sleep.ts'
import { chapterAt, locate, type Timeline, timeLocator, timelineOf } from './timeline.ts'

export interface Opened {
  book: BookPage
  file: PageFile
  playback: Playback
}

export interface PlayerState {
  opened: Opened | null
  timeline: Timeline
  /** Where in the book, over all its parts. */
  seconds: number
  isPlaying: boolean
  /** Sound is on its way. */
  isWaiting: boolean
  isFinished: boolean
  /** The sound of this part could not be had or not be understood. */
  hasFailed: boolean
  settings: PlayerSettings
  sleep: Sleep | null
}

const SAVE_EVERY_MS = 10_000

/**
 * Plays one audiobook, whatever number of files it is, and keeps the listener's place. Lives as long as the app does,
 * so that it goes on while pages come and go.
 */
export class AudioPlayer {
  readonly #audio: HTMLAudioElement
  readonly #listeners = new Set<() => void>()
  #state: PlayerState
  #lengths: (number | null)[] = []
  #part = 0
  /** Where the part that is being fetched shall begin. */
  #offset: number | null = null
  #keeper: ReturnType<typeof keptPlace> | undefined
  #savedAt = 0

  constructor(audio: HTMLAudioElement) {
    this.#audio = audio
    audio.preload = 'auto'
    audio.preservesPitch = true
    this.#state = {
      opened: null,
      timeline: timelineOf([], []),
      seconds: 0,
      isPlaying: false,
      isWaiting: false,
      isFinished: false,
      hasFailed: false,
      settings: readPlayerSettings(),
      sleep: null,
    }
    this.#applySettings()
    audio.addEventListener('loadedmetadata', () => this.#onMetadata())
    audio.addEventListener('timeupdate', () => this.#onTime())
    audio.addEventListener('ended', () => this.#onPartEnded())
    audio.addEventListener('playing', () => this.#set({ isPlaying: true, isWaiting: false, hasFailed: false }))
    audio.addEventListener('waiting', () => this.#set({ isWaiting: true }))
    audio.addEventListener('canplay', () => this.#set({ isWaiting: false }))
    audio.addEventListener('pause', () => this.#onPause())
    audio.addEventListener('error', () => this.#onError())
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly state = (): PlayerState => this.#state

  /** Puts a book in, silent until `play`. */
  open(opened: Opened, seconds: number): void {
    this.close()
    const { book, file, playback } = opened
    this.#keeper = keptPlace(book.id, file.id)
    this.#lengths = playback.parts.map(({ durationSeconds }) => durationSeconds)
    this.#set({ opened, timeline: timelineOf(this.#lengths, playback.chapters), isFinished: false, hasFailed: false })
    this.#goTo(seconds)
  }

  /** Takes the book out, its place kept. */
  close(): void {
    if (!this.#state.opened) return
    this.#audio.pause()
    this.save(true)
    this.#keeper?.stop()
    this.#keeper = undefined
    this.#audio.removeAttribute('src')
    this.#audio.load()
    this.#set({
      opened: null,
      timeline: timelineOf([], []),
      seconds: 0,
      isPlaying: false,
      isWaiting: false,
      sleep: null,
    })
  }

  play(): void {
    if (!this.#state.opened) return
    if (this.#state.isFinished) this.seek(0)
    if (this.#state.hasFailed) this.#fetch(this.#part, locate(this.#state.timeline, this.#state.seconds).offset)
    this.#set({ isPlaying: true, hasFailed: false })
    this.#audio.play().catch((error: unknown) => {
      // A newer wish came in between; or the browser wants a press of the listener first.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#set({ isPlaying: false })
    })
  }

  pause(): void {
    this.#audio.pause()
  }

  toggle(): void {
    if (this.#state.isPlaying) this.pause()
    else this.play()
  }

  seek(seconds: number): void {
    const { opened, timeline } = this.#state
    if (!opened) return
    this.#set({ isFinished: false })
    if (this.#state.sleep?.kind === 'chapter')
      this.#set({ sleep: { kind: 'chapter', chapter: chapterAt(timeline, seconds) } })
    this.#goTo(Math.min(Math.max(0, seconds), Math.max(0, timeline.duration - 0.1)))
    this.save()
  }

  skip(seconds: number): void {
    this.seek(this.#state.seconds + seconds)
  }

  change(change: Partial<PlayerSettings>): void {
    this.#set({ settings: { ...this.#state.settings, ...change } })
    this.#applySettings()
    keepPlayerSettings(this.#state.settings)
  }

  sleepAfter(sleep: Sleep | null): void {
    this.#set({ sleep })
    this.#applySettings()
  }

  /** Keeps the place; `isLast` where the page is going away. */
  save(isLast = false): void {
    const { opened, seconds, timeline, isFinished } = this.#state
    if (!opened || !this.#keeper || timeline.duration === 0) return
    this.#savedAt = performance.now()
    const fraction = isFinished ? 1 : Math.min(1, seconds / timeline.duration)
    this.#keeper.keep({ fraction, locator: timeLocator(seconds) })
    if (isLast) void this.#keeper.flush(true)
  }

  #goTo(seconds: number): void {
    const { part, offset } = locate(this.#state.timeline, seconds)
    this.#set({ seconds })
    if (part !== this.#part || !this.#audio.hasAttribute('src')) this.#fetch(part, offset)
    else if (this.#audio.readyState > 0) this.#audio.currentTime = offset
    else this.#offset = offset
  }

  #fetch(part: number, offset: number): void {
    const { opened, isPlaying } = this.#state
    if (!opened) return
    this.#part = part
    this.#offset = offset
    this.#audio.src = addressOf(readPart, { params: { fileId: opened.file.id, position: String(part) } })
    this.#applySettings()
    if (isPlaying) this.play()
  }

  #onMetadata(): void {
    const { opened } = this.#state
    const { duration } = this.#audio
    // Only where nobody knew: what the server counted is what chapters and places are measured by.
    if (opened && this.#lengths[this.#part] === null && Number.isFinite(duration)) {
      this.#lengths[this.#part] = duration
      this.#set({ timeline: timelineOf(this.#lengths, opened.playback.chapters) })
    }
    if (this.#offset) this.#audio.currentTime = this.#offset
    this.#offset = null
  }

  #onTime(): void {
    const { timeline, isPlaying } = this.#state
    if (this.#offset !== null || this.#audio.ended) return
    this.#set({ seconds: (timeline.starts[this.#part] ?? 0) + this.#audio.currentTime })
    if (!isPlaying) return
    if (performance.now() - this.#savedAt > SAVE_EVERY_MS) this.save()
    this.#drowse()
  }

  /** Grows quiet before it falls asleep. */
  #drowse(): void {
    const { sleep, settings } = this.#state
    if (!sleep) return
    const left = this.sleepLeft() ?? 0
    this.#audio.volume = settings.volume * fadeOf(left)
    if (left > 0) return
    this.pause()
    this.sleepAfter(null)
  }

  /** Seconds until the sleep timer stops; null without one. */
  sleepLeft(): number | null {
    const { sleep, timeline, seconds, settings } = this.#state
    if (!sleep) return null
    const chapter = timeline.chapters[sleep.kind === 'chapter' ? sleep.chapter : -1]
    return sleepSeconds(sleep, {
      now: Date.now(),
      untilEnd: ((chapter?.end ?? timeline.duration) - seconds) / settings.speed,
    })
  }

  /** The chapter that is heard now, for a timer that ends with it. */
  currentChapter(): number {
    return chapterAt(this.#state.timeline, this.#state.seconds)
  }

  #onPartEnded(): void {
    const { timeline } = this.#state
    const next = this.#part + 1
    if (next < timeline.starts.length) {
      this.#set({ seconds: timeline.starts[next] ?? timeline.duration })
      this.#fetch(next, 0)
      return
    }
    this.#set({ isPlaying: false, isFinished: true, seconds: timeline.duration, sleep: null })
    this.#applySettings()
    this.save()
  }

  #onPause(): void {
    // A part that has ended pauses too, and the next one follows.
    if (this.#audio.ended || !this.#audio.hasAttribute('src')) return
    this.#set({ isPlaying: false, isWaiting: false })
    this.save()
  }

  #onError(): void {
    if (!this.#audio.hasAttribute('src')) return
    this.#set({ isPlaying: false, isWaiting: false, hasFailed: true })
  }

  #applySettings(): void {
    const { speed, volume } = this.#state.settings
    this.#audio.defaultPlaybackRate = speed
    this.#audio.playbackRate = speed
    this.#audio.volume = volume
  }

  #set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
