export interface PlayerSettings {
  speed: number
  /** 0 to 1. */
  volume: number
  /** Seconds that the two skips go. */
  skipBack: number
  skipForward: number
}

export const speeds = { least: 0.5, most: 3, step: 0.05 }
export const skipLengths = [5, 10, 15, 30, 45, 60] as const

const KEY = 'colophon.player'

/** What a listener chose, kept in this browser. */
export function readPlayerSettings(storage: Pick<Storage, 'getItem'> = localStorage): PlayerSettings {
  const settings: PlayerSettings = { speed: 1, volume: 1, skipBack: 10, skipForward: 30 }
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}')
    const { speed, volume, skipBack, skipForward } = (kept ?? {}) as Record<string, unknown>
    if (typeof speed === 'number' && speed >= speeds.least && speed <= speeds.most) settings.speed = speed
    if (typeof volume === 'number' && volume >= 0 && volume <= 1) settings.volume = volume
    settings.skipBack = skipLengths.find((length) => length === skipBack) ?? settings.skipBack
    settings.skipForward = skipLengths.find((length) => length === skipForward) ?? settings.skipForward
  } catch {
    // Somebody else's entry: begin anew.
  }
  return settings
}

export function keepPlayerSettings(settings: PlayerSettings): void {
  localStorage.setItem(KEY, JSON.stringify(settings))
}
