import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Library, Search, UserRound, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { found, recentBooks } from '#api/search-queries.ts'
import { IconButton } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { type Command, matching, wantsCommands } from './commands.ts'
import { bookHit, commandHit, type Hit, hitsOf } from './hits.ts'

/** More of them hide what was looked for; behind `>` all are shown. */
const COMMANDS_BESIDE = 4

/** One search over books, authors, series and what can be done, answering while one types. */
export function SearchDialog({
  isOpen,
  commands,
  onClose,
}: {
  isOpen: boolean
  commands: readonly Command[]
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('search.title')}
      isTitleHidden
      isOpen={isOpen}
      onClose={onClose}
      className="mt-[8vh] h-fit max-h-[80vh] w-[min(40rem,calc(100vw-1.5rem))] overflow-hidden max-sm:m-0 max-sm:h-dvh max-sm:max-h-none max-sm:w-dvw max-sm:max-w-none max-sm:rounded-none"
    >
      <SearchBox commands={commands} onClose={onClose} />
    </Dialog>
  )
}

function SearchBox({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const typed = useDeferredValue(text.trim())
  const isCommand = wantsCommands(typed)
  const words = isCommand ? '' : typed
  const { data, error, isFetching } = useQuery(found(words))
  const { data: recent } = useQuery(recentBooks)
  const meant = matching(commands, typed).slice(0, isCommand ? undefined : COMMANDS_BESIDE)
  const books = words
    ? data
      ? hitsOf(data)
      : []
    : isCommand
      ? []
      : (recent?.items ?? []).filter(({ progress }) => progress !== null).map(bookHit)
  const hits = [...books, ...meant.map(commandHit)]
  const more = (data?.total ?? 0) - (data?.books.length ?? 0)
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => setChosen(0), [typed])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  })

  const open = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    if (hit.kind === 'command') hit.command.run()
    else if (hit.kind === 'book') void navigate({ to: '/books/$bookId', params: { bookId: hit.id } })
    else void navigate({ to: '/books', search: hit.kind === 'author' ? { author: hit.id } : { series: hit.id } })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setChosen((at) => Math.min(at + 1, hits.length - 1))
    else if (event.key === 'ArrowUp') setChosen((at) => Math.max(at - 1, 0))
    else if (event.key === 'Enter') open(hits[chosen])
    else return
    event.preventDefault()
  }

  const group = (kind: Hit['kind'], title: string): ReactNode => {
    const members = hits.map((hit, index) => ({ hit, index })).filter(({ hit }) => hit.kind === kind)
    if (members.length === 0) return null
    return (
      <div role="group" aria-label={title} className="pb-2">
        <div aria-hidden="true" className="px-4 pt-3 pb-1.5 text-xs font-medium tracking-wide text-ink-faint">
          {title}
        </div>
        {members.map(({ hit, index }) => (
          // The keys act on the input, which keeps the focus and points here; a pointer acts on the option itself.
          <div
            key={hit.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => open(hit)}
            onPointerMove={() => setChosen(index)}
            className="mx-2 flex min-h-12 cursor-pointer items-center gap-3 rounded-lg px-2 py-1.5 aria-selected:bg-sunken"
          >
            <HitRow hit={hit} />
          </div>
        ))}
      </div>
    )
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line ps-4 pe-2">
        <Search size={20} aria-hidden className="shrink-0 text-ink-faint" />
        <input
          autoFocus
          type="search"
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={hits.length > 0 ? `${listId}-${chosen}` : undefined}
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
      <p role="status" className={hits.length > 0 ? 'sr-only' : 'px-4 py-6 text-center text-ink-faint'}>
        {hits.length > 0
          ? t('search.count', { count: hits.length })
          : typed === ''
            ? t('search.hint')
            : words !== '' && (isFetching || !data)
              ? t('ui.loading')
              : t('search.nothing', { words: typed })}
      </p>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t('search.results')}
        className="min-h-0 flex-1 overflow-y-auto"
      >
        {group('book', words ? t('search.books') : t('search.recent'))}
        {group('author', t('search.authors'))}
        {group('series', t('search.series'))}
        {group('command', t('search.commands'))}
      </div>
      {words && data && data.total !== null && data.total > data.books.length ? (
        <p className="border-t border-line px-4 py-2.5 text-sm text-ink-faint">{t('search.more', { count: more })}</p>
      ) : null}
    </>
  )
}

function HitRow({ hit }: { hit: Hit }) {
  const { t } = useTranslation()
  if (hit.kind === 'book') {
    return (
      <>
        <Cover
          title={hit.name}
          src={coverAddress(hit.coverUrl, 'small')}
          color={hit.coverColor}
          className="w-8 shrink-0 shadow-none"
        />
        <span className="min-w-0">
          <span className="line-clamp-1 font-serif font-semibold">{hit.name}</span>
          <span className="line-clamp-1 text-sm text-ink-faint">{hit.detail}</span>
        </span>
      </>
    )
  }
  if (hit.kind === 'command') {
    const { label, Icon } = hit.command
    return (
      <>
        <span className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
          <Icon size={16} aria-hidden />
        </span>
        <span className="min-w-0 flex-1 truncate">{label}</span>
      </>
    )
  }
  const Icon = hit.kind === 'author' ? UserRound : Library
  return (
    <>
      <span className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-accent">
        <Icon size={16} aria-hidden />
      </span>
      <span className="min-w-0 flex-1 truncate">{hit.name}</span>
      <span className="text-sm text-ink-faint">{t('book.count', { count: hit.bookCount })}</span>
    </>
  )
}
