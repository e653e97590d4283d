import type { ListCard } from '@colophon/contract/web/lists.ts'
import { useQuery } from '@tanstack/react-query'
import { Check, Plus } from 'lucide-react'
import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { listCards } from '#api/list-cards.ts'
import { closePicker, currentWanted, followPicker, type Wanted } from '#api/list-picker-store.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { CoverStack } from './cover-stack.tsx'
import { listsOfBook, useAddToList, useCreateList, useTakeOffList } from './list-queries.ts'

/** Asks on which list books shall be; stands once in the frame of the app. */
export function ListPicker() {
  const { t } = useTranslation()
  const wanted = useSyncExternalStore(followPicker, currentWanted)
  return (
    <Dialog title={t('lists.pick', { count: wanted?.count ?? 1 })} isOpen={wanted !== undefined} onClose={closePicker}>
      {wanted ? <Choice wanted={wanted} /> : null}
    </Dialog>
  )
}

function Choice({ wanted }: { wanted: Wanted }) {
  const { data, error } = useQuery(listCards)
  const add = useAddToList()
  const create = useCreateList()
  const put = (list: Pick<ListCard, 'id'>) =>
    add.mutate(
      { list, selection: wanted.selection },
      {
        onSuccess: () => {
          wanted.onDone?.()
          closePicker()
        },
      },
    )
  const failure = error ?? add.error ?? create.error
  return (
    <div className="flex min-h-0 flex-col gap-4 p-6 pt-2">
      {data ? <Lists lists={data} wanted={wanted} isBusy={add.isPending} onPick={put} /> : error ? null : <Waiting />}
      {failure ? <ErrorNotice error={failure} /> : null}
      <NewList
        isBusy={create.isPending || add.isPending}
        onName={(name) => create.mutate({ name, description: null }, { onSuccess: put })}
      />
    </div>
  )
}

function Lists({
  lists,
  wanted,
  isBusy,
  onPick,
}: {
  lists: ListCard[]
  wanted: Wanted
  isBusy: boolean
  onPick: (list: ListCard) => void
}) {
  const { t } = useTranslation()
  const only = 'ids' in wanted.selection && wanted.selection.ids.length === 1 ? wanted.selection.ids[0] : undefined
  const { data: holding } = useQuery({ ...listsOfBook(only ?? ''), enabled: only !== undefined })
  const takeOff = useTakeOffList()
  if (lists.length === 0) return <p className="text-ink-soft">{t('lists.noneToPick')}</p>
  return (
    <ul className="-mx-2 min-h-0 overflow-y-auto">
      {lists.map((list) => {
        const isOn = holding?.some(({ id }) => id === list.id) ?? false
        return (
          <li key={list.id}>
            <button
              type="button"
              disabled={isBusy || takeOff.isPending}
              aria-pressed={only === undefined ? undefined : isOn}
              onClick={() =>
                isOn && only !== undefined
                  ? takeOff.mutate({ list, book: { id: only, title: t('lists.thisBook') } }, { onSuccess: closePicker })
                  : onPick(list)
              }
              className="flex min-h-14 w-full items-center gap-3 rounded-lg px-2 py-1.5 text-start hover:bg-sunken disabled:opacity-60"
            >
              <CoverStack list={list} className="w-8 shrink-0" />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{list.name}</span>
                <span className="block text-sm text-ink-faint">{t('book.count', { count: list.bookCount })}</span>
              </span>
              {isOn ? <Check size={18} aria-hidden className="text-accent" /> : null}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function NewList({ isBusy, onName }: { isBusy: boolean; onName: (name: string) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onName(name.trim())
  }
  return (
    <form onSubmit={submit} className="flex items-end gap-2 border-t border-line pt-4">
      <TextField
        label={t('lists.newName')}
        value={name}
        maxLength={200}
        className="min-w-0 flex-1"
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" disabled={isBusy || name.trim() === ''}>
        <Plus size={17} aria-hidden />
        {t('lists.createAndAdd')}
      </Button>
    </form>
  )
}
