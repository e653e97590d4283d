import type { BookPage, PageFile } from '@colophon/contract/web/books.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BookmarkButtons } from '#reading/notes/bookmark-buttons.tsx'
import { NotesPanel } from '#reading/notes/notes-panel.tsx'
import { useBookmark } from '#reading/notes/use-bookmark.ts'
import { useNotes } from '#reading/notes/use-notes.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { chapterAt, secondsOf, secondsOfNote, timeLocator, wholeSeconds } from './timeline.ts'
import { useListenKeys } from './use-listen-keys.ts'

/** Closer than this, and a press means the bookmark that is there. */
const SAME_SECONDS = 3

/** Marks moments of an audiobook, and leads back to them; takes the keys of the page. */
export function ListenNotes({ book, file }: { book: BookPage; file: PageFile }) {
  const { t } = useTranslation()
  const player = usePlayer()
  const [isOpen, setOpen] = useState(false)
  const notes = useNotes(book.id)
  // By whole seconds: not every tick need draw this anew.
  const second = usePlayerState(({ seconds }) => wholeSeconds(seconds))
  const bookmark = useBookmark(
    notes,
    ({ locator, fileId }) => {
      const marked = fileId === file.id ? secondsOf(locator) : undefined
      return marked !== undefined && Math.abs(marked - second) < SAME_SECONDS
    },
    () => {
      const { timeline, seconds } = player.state()
      return {
        locator: timeLocator(seconds),
        fraction: timeline.duration > 0 ? Math.min(1, seconds / timeline.duration) : 0,
        chapter: timeline.chapters[chapterAt(timeline, seconds)]?.title ?? null,
        fileId: file.id,
      }
    },
  )
  useListenKeys(player, { onBookmark: bookmark.toggle, onNotes: () => setOpen(true) })
  return (
    <>
      <BookmarkButtons
        isSet={bookmark.isSet}
        said={bookmark.said}
        onToggle={bookmark.toggle}
        onList={() => setOpen(true)}
      />
      <NotesPanel
        bookId={book.id}
        notes={notes}
        none={t('reader.noBookmarks')}
        isOpen={isOpen}
        onGo={(note) => {
          player.seek(secondsOfNote(player.state().timeline, note))
          player.play()
        }}
        onClose={() => setOpen(false)}
      />
    </>
  )
}
