import type { GroupPage } from '@colophon/contract/web/groups.ts'
import { useQuery } from '@tanstack/react-query'
import { List, X } from 'lucide-react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { listCards } from '#api/list-cards.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField } from '#ui/field.tsx'
import { useShareList, useUnshareList } from './group-queries.ts'

/** Reading lists that members share, and how to share an own one. */
export function SharedLists({ group }: { group: GroupPage }) {
  const { t } = useTranslation()
  const unshare = useUnshareList(group.id)
  return (
    <div className="flex flex-col gap-4">
      {group.lists.length > 0 ? (
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
          {group.lists.map((list) => (
            <li key={list.id} className="flex items-center gap-3 px-4 py-3">
              <List size={18} aria-hidden className="shrink-0 text-ink-faint" />
              <div className="min-w-0 flex-1">
                <p className="font-medium wrap-anywhere">{list.name}</p>
                {list.description ? <p className="text-sm wrap-anywhere text-ink-soft">{list.description}</p> : null}
                <p className="text-sm text-ink-faint">
                  {t('groups.listBy', { name: list.ownerName })} · {t('groups.books', { count: list.bookCount })}
                </p>
              </div>
              {list.isMine ? (
                <IconButton
                  label={t('groups.unshare', { name: list.name })}
                  disabled={unshare.isPending}
                  onClick={() => unshare.mutate(list.id)}
                >
                  <X size={18} aria-hidden />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-soft">{t('groups.listsNone')}</p>
      )}
      {unshare.error ? <ErrorNotice error={unshare.error} /> : null}
      <ShareList group={group} />
    </div>
  )
}

function ShareList({ group }: { group: GroupPage }) {
  const { t } = useTranslation()
  const { data } = useQuery(listCards)
  const share = useShareList(group.id)
  const others = data?.filter(({ id }) => group.lists.every((shared) => shared.id !== id)) ?? []
  if (others.length === 0) return null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    share.mutate(String(new FormData(event.currentTarget).get('list')))
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <SelectField label={t('groups.shareListLabel')} name="list" className="min-w-0 flex-1 basis-48">
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Button type="submit" disabled={share.isPending}>
        {t('groups.shareAction')}
      </Button>
      {share.error ? <ErrorNotice error={share.error} /> : null}
    </form>
  )
}
