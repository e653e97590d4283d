import { useSyncExternalStore } from 'react'
import { type GivenFile, type Plan, planUploads } from './plan-uploads.ts'

let given: Plan | undefined
const listeners = new Set<() => void>()

function set(plan: Plan | undefined) {
  given = plan
  for (const listener of listeners) listener()
}

/** Files that somebody dropped anywhere, or shared with the app, until the page of uploads takes them. */
export const givenFiles = {
  give: (files: readonly GivenFile[]) => set(planUploads(files)),
  forget: () => set(undefined),
}

export const useGivenFiles = (): Plan | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => given,
  )
