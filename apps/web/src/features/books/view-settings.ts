import { useSyncExternalStore } from 'react'
import { keepViewSettings, keptViewSettings, type ViewSettings } from './kept-view-settings.ts'

const listeners = new Set<() => void>()
let current = keptViewSettings()

export function changeViewSettings(changes: Partial<ViewSettings>): void {
  current = { ...current, ...changes }
  keepViewSettings(current)
  for (const listener of listeners) listener()
}

export const useViewSettings = (): ViewSettings =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
