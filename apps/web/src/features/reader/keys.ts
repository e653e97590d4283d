export type Command =
  | 'contents'
  | 'notes'
  | 'search'
  | 'settings'
  | 'bookmark'
  | 'highlight'
  | 'note'
  | 'picture'
  | 'aloud'
  | 'fullscreen'
  | 'larger'
  | 'smaller'
  | 'return'
  | 'keys'
  | 'close'

const commands = new Map<string, Command>(
  Object.entries({
    t: 'contents',
    l: 'notes',
    '/': 'search',
    s: 'settings',
    b: 'bookmark',
    h: 'highlight',
    n: 'note',
    i: 'picture',
    r: 'aloud',
    f: 'fullscreen',
    '+': 'larger',
    '=': 'larger',
    '-': 'smaller',
    Backspace: 'return',
    '?': 'keys',
    Escape: 'close',
  }),
)

/** What a key does beyond turning pages; keys pressed together with others belong to the browser, save for the search. */
export function commandOf({
  key,
  altKey,
  ctrlKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>): Command | undefined {
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'f') return 'search'
  if (altKey || ctrlKey || metaKey) return undefined
  return commands.get(key) ?? commands.get(key.toLowerCase())
}

/** For the page that lists them: what to press, and what it does. */
export const keyList = [
  { keys: ['→', '←'], does: 'turn' },
  { keys: ['Space', 'PgDn'], does: 'forward' },
  { keys: ['⇧ Space', 'PgUp'], does: 'backward' },
  { keys: ['Home', 'End'], does: 'ends' },
  { keys: ['⌫'], does: 'return' },
  { keys: ['t'], does: 'contents' },
  { keys: ['l'], does: 'notes' },
  { keys: ['/'], does: 'search' },
  { keys: ['b'], does: 'bookmark' },
  { keys: ['h', 'n'], does: 'mark' },
  { keys: ['i'], does: 'picture' },
  { keys: ['r'], does: 'aloud' },
  { keys: ['s'], does: 'settings' },
  { keys: ['+', '−'], does: 'size' },
  { keys: ['f'], does: 'fullscreen' },
  { keys: ['?'], does: 'keys' },
  { keys: ['Esc'], does: 'close' },
] as const
