import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notes } from './use-notes.ts'

export interface BookmarkedPlace {
  locator: string
  fraction: number
  chapter: string | null
  fileId: string
}

/**
 * The bookmark of a place: set where there is none, taken away where there is one.
 * @param isHere whether a bookmark of the book stands at the place that is open
 * @param place asked for when a bookmark is set
 */
export function useBookmark(notes: Notes, isHere: (note: BookAnnotation) => boolean, place: () => BookmarkedPlace) {
  const { t } = useTranslation()
  const [said, say] = useState('')
  useEffect(() => {
    if (!said) return undefined
    const timer = setTimeout(() => say(''), 2_500)
    return () => clearTimeout(timer)
  }, [said])
  const here = notes.list.filter((note) => note.kind === 'bookmark' && isHere(note))
  const toggle = () => {
    if (here.length > 0) for (const { id } of here) notes.keeper.remove(id)
    else notes.keeper.add({ kind: 'bookmark', quote: null, note: null, color: null, ...place() })
    say(t(here.length > 0 ? 'reader.bookmarkGone' : 'reader.bookmarked'))
  }
  return { isSet: here.length > 0, toggle, said }
}
