import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Segmented } from '#ui/segmented.tsx'
import { ColorChoice } from './color-choice.tsx'
import { kinds, type NotesSearch } from './notes-search.ts'

/** Typing makes one request, not ten. */
const QUIET_MS = 250

/** By what the notebook is narrowed: words, kind, colour. */
export function NotesFilter({
  search,
  onChange,
}: {
  search: NotesSearch
  onChange: (changes: Partial<NotesSearch>) => void
}) {
  const { t } = useTranslation()
  return (
    <search className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3">
      <WordsField words={search.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
      <Segmented
        label={t('notes.kind')}
        value={search.kind ?? 'all'}
        choices={(['all', ...kinds] as const).map((kind) => ({ value: kind, label: t(`notes.kinds.${kind}`) }))}
        onChange={(kind) => onChange({ kind: kind === 'all' ? undefined : kind })}
      />
      <ColorChoice value={search.color} onChange={(color) => onChange({ color })} />
    </search>
  )
}

function WordsField({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [typed, setTyped] = useState(words)
  const told = useRef(words)
  const latest = useRef(onChange)
  latest.current = onChange

  // Another address, by the buttons of the browser for example, is shown; what was typed here is on its way there.
  useEffect(() => {
    if (words === told.current) return
    told.current = words
    setTyped(words)
  }, [words])

  useEffect(() => {
    if (typed.trim() === told.current) return
    const timer = setTimeout(() => {
      told.current = typed.trim()
      latest.current(typed.trim())
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [typed])

  return (
    <div className="relative min-w-0 flex-1 basis-56">
      <label htmlFor={id} className="sr-only">
        {t('notes.search')}
      </label>
      <Search size={17} aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto text-ink-faint" />
      <input
        id={id}
        type="search"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t('notes.search')}
        className="h-11 w-full rounded-lg border border-line-strong/60 bg-surface ps-10 pe-3 text-base text-ink placeholder:text-ink-faint hover:border-line-strong"
      />
    </div>
  )
}
