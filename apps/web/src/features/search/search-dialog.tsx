import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import {
  type KeyboardEvent,
  use,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { LEAST_LETTERS } from '#api/acquisition.ts'
import { found, recentBooks } from '#api/search-queries.ts'
import { afterPaint } from '#ui/after-paint.ts'
import { IconButton } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { useRest } from '#ui/use-rest.ts'
import { type Command, matching, wantsCommands } from './commands.ts'
import { bookHit, commandHit, type Hit, hitsOf, outsideHit } from './hits.ts'
import { OpenedSearch } from './search-context.ts'
import { SearchResults } from './search-results.tsx'

/** More of them hide what was looked for; behind `>` all are shown. */
const COMMANDS_BESIDE = 4

const none: Hit[] = []

/** One search over books, authors, series and what can be done, answering while one types. */
export function SearchDialog({ commands }: { commands: readonly Command[] }) {
  const { t } = useTranslation()
  const { isOpen, close } = use(OpenedSearch)
  // Whoever presses the key waits for the dialogue to be shown, not for it to be made.
  const isPrepared = useRest()
  return (
    <Dialog
      title={t('search.title')}
      isTitleHidden
      coversPhones
      isPrepared={isPrepared}
      isOpen={isOpen}
      onClose={close}
      className="mt-[8vh] h-fit max-h-[80vh] w-[min(40rem,calc(100vw-1.5rem))] overflow-hidden max-sm:m-0 max-sm:h-dvh max-sm:max-h-none max-sm:w-dvw max-sm:max-w-none max-sm:rounded-none"
    >
      <SearchBox commands={commands} isOpen={isOpen} onClose={close} />
    </Dialog>
  )
}

function SearchBox({
  commands,
  isOpen,
  onClose,
}: {
  commands: readonly Command[]
  isOpen: boolean
  onClose: () => void
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const typed = useDeferredValue(text.trim())
  const isCommand = wantsCommands(typed)
  const words = isCommand ? '' : typed
  const { data, error, isFetching, isPlaceholderData } = useQuery(found(words))
  const isAnswered = data !== undefined && !isPlaceholderData
  const { data: recent } = useQuery({ ...recentBooks, enabled: isOpen })
  // The field is there, and shows what is typed, before the list is put together and drawn.
  const isDrawn = useDeferredValue(isOpen, false)
  const hits = useMemo(() => {
    if (!isDrawn) return none
    const meant = matching(commands, typed).slice(0, isCommand ? undefined : COMMANDS_BESIDE)
    const books = words
      ? data
        ? hitsOf(data)
        : []
      : isCommand
        ? []
        : (recent?.items ?? []).filter(({ progress }) => progress !== null).map(bookHit)
    const here = [...books, ...meant.map(commandHit)]
    // Enter leads outside only when it is known that nothing is here: it would else, for whoever types fast.
    const leadsOutside = words.length >= LEAST_LETTERS && (here.length > 0 || isAnswered)
    return leadsOutside ? [...here, outsideHit(words)] : here
  }, [isDrawn, commands, typed, isCommand, words, data, isAnswered, recent])
  const count = hits.filter(({ kind }) => kind !== 'outside').length
  const shown = useDeferredValue(hits, none)
  const more = (data?.total ?? 0) - (data?.books.length ?? 0)
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => setChosen(0), [typed])
  useEffect(() => {
    if (!isOpen) afterPaint(() => setText(''))
  }, [isOpen])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen, typed])

  const open = useCallback(
    (hit: Hit) => {
      onClose()
      afterPaint(() => {
        if (hit.kind === 'command') hit.command.run()
        else if (hit.kind === 'outside') void navigate({ to: '/get/discover', search: { q: hit.words } })
        else if (hit.kind === 'book') void navigate({ to: '/books/$bookId', params: { bookId: hit.id } })
        else void navigate({ to: '/books', search: hit.kind === 'author' ? { author: hit.id } : { series: hit.id } })
      })
    },
    [navigate, onClose],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setChosen((at) => Math.min(at + 1, shown.length - 1))
    else if (event.key === 'ArrowUp') setChosen((at) => Math.max(at - 1, 0))
    else if (event.key === 'Enter') {
      const hit = shown[chosen]
      if (hit) open(hit)
    } else return
    event.preventDefault()
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line ps-4 pe-2">
        <Search size={20} aria-hidden className="shrink-0 text-ink-faint" />
        <input
          // The dialogue gives it the focus, as the first thing in it that can have one.
          type="search"
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={shown.length > 0}
          aria-controls={listId}
          aria-activedescendant={shown.length > 0 ? `${listId}-${chosen}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          placeholder={t('search.placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-14 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden"
        />
        <IconButton label={t('ui.close')} onClick={onClose}>
          <X size={20} aria-hidden />
        </IconButton>
      </div>
      {error ? (
        <div className="p-4">
          <ErrorNotice error={error} />
        </div>
      ) : null}
      <p role="status" className={count > 0 ? 'sr-only' : 'px-4 py-6 text-center text-ink-faint'}>
        {count > 0
          ? t('search.count', { count })
          : !isDrawn
            ? ''
            : typed === ''
              ? t('search.hint')
              : words !== '' && (isFetching || !data)
                ? t('ui.loading')
                : t('search.nothing', { words: typed })}
      </p>
      <SearchResults
        list={list}
        id={listId}
        hits={shown}
        chosen={chosen}
        isRecent={words === ''}
        onChoose={setChosen}
        onOpen={open}
      />
      {words && data && data.total !== null && data.total > data.books.length ? (
        <p className="border-t border-line px-4 py-2.5 text-sm text-ink-faint">{t('search.more', { count: more })}</p>
      ) : null}
    </>
  )
}
