import { type BookAnnotation, changeAnnotation } from '@colophon/contract/web/annotations.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { Button } from '#ui/button.tsx'
import { Menu, MenuChoice, MenuChoices, MenuHeading } from '#ui/menu.tsx'
import { myGroups } from './my-groups.ts'

const NOBODY = ''

/** Chooses the group that may read a note too; not there for somebody who is in none. */
export function ShareNote({ note }: { note: Pick<BookAnnotation, 'id' | 'groupId'> }) {
  const { t } = useTranslation()
  const { data: groups } = useQuery(myGroups)
  const share = useShareNote()
  if (!groups || groups.length === 0) return null
  const shared = groups.find(({ id }) => id === note.groupId)
  return (
    <Menu
      trigger={
        <Button size="small" kind="ghost" disabled={share.isPending}>
          <Users size={15} aria-hidden />
          {shared ? t('groups.sharedWith', { name: shared.name }) : t('groups.shareNote')}
        </Button>
      }
    >
      <MenuHeading>{t('groups.mayRead')}</MenuHeading>
      <MenuChoices
        value={note.groupId ?? NOBODY}
        onChange={(id) => share.mutate({ annotationId: note.id, groupId: id === NOBODY ? null : id })}
      >
        <MenuChoice value={NOBODY}>{t('groups.onlyMe')}</MenuChoice>
        {groups.map(({ id, name }) => (
          <MenuChoice key={id} value={id}>
            {name}
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  )
}

/** Shares a note with a group, or with nobody. */
function useShareNote() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ annotationId, groupId }: { annotationId: string; groupId: string | null }) =>
      call(changeAnnotation, { params: { annotationId }, body: { groupId } }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['notes'] }),
        client.invalidateQueries({ queryKey: ['groups'] }),
      ]),
  })
}
