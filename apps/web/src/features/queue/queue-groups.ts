import { isUnderway, needsSomebody, type QueueItem } from '#api/queue.ts'

/** What needs a person first, then what goes on by itself, then what has ended. */
export const queueGroups = ['stuck', 'underway', 'ended'] as const
export type QueueGroup = (typeof queueGroups)[number]

export const groupOf = (item: QueueItem): QueueGroup =>
  needsSomebody(item) ? 'stuck' : isUnderway(item) ? 'underway' : 'ended'

export const inGroups = (items: readonly QueueItem[]): Map<QueueGroup, QueueItem[]> => Map.groupBy(items, groupOf)

/** Why a finished download does not come in, and what helps: told from the words of the server. */
export type Trouble =
  | 'no-book'
  | 'no-files'
  | 'no-folder'
  | 'no-path'
  | 'other-book'
  | 'not-a-book'
  | 'false-name'
  | 'archive'
  | 'no-space'
  | 'no-right'
  | 'unknown'

const signs: [Trouble, RegExp][] = [
  ['not-a-book', /is a (film|program)|file is |of no kind that is known/i],
  ['false-name', /the content is not .* but /i],
  ['no-folder', /no library folder/i],
  ['no-path', /path does not exist|not found|no such file|not visible|does not exist/i],
  ['no-files', /no (book|audio) ?files|nothing to import|empty/i],
  ['no-space', /no space|disk (is )?full|free space|free on|ENOSPC/i],
  ['no-right', /permission|not writable|may not write|EACCES|EPERM|read-only/i],
  ['other-book', /the file says|which book it is|another book|different book|does not match|other title|looks like/i],
  ['no-book', /no matching book|no book matches|unmatched/i],
  ['archive', /archive|^part \d+ of /i],
  ['not-a-book', /video|executable|unsafe|encrypted|password|corrupt|broken|not a book/i],
]

export const troubleOf = ({ errorMessage, bookId }: Pick<QueueItem, 'errorMessage' | 'bookId'>): Trouble =>
  signs.find(([, sign]) => sign.test(errorMessage))?.[0] ?? (bookId === null ? 'no-book' : 'unknown')
