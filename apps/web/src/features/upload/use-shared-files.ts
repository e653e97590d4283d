import { useEffect } from 'react'
import { takeShared } from '../../worker/shared-files.ts'
import { givenFiles } from './given-files.ts'
import { filesOf } from './read-drop.ts'

/** Takes what another app shared with this one, as if it had been dropped here. */
export function useSharedFiles(): void {
  useEffect(() => {
    void takeShared().then(({ files }) => {
      if (files.length > 0) givenFiles.give(filesOf(files))
    })
  }, [])
}
