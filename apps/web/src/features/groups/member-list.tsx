import type { GroupPage } from '@colophon/contract/web/groups.ts'
import { UserPlus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Initials } from '#ui/initials.tsx'
import { useInvite, useRemoveMember } from './group-queries.ts'

/** Who is in a group; its owner lets others in and out. */
export function MemberList({ group }: { group: GroupPage }) {
  const { t } = useTranslation()
  const remove = useRemoveMember(group.id)
  const [asked, setAsked] = useState<{ id: string; name: string }>()
  return (
    <div className="flex flex-col gap-4">
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
        {group.members.map(({ id, name, isOwner, isMe }) => (
          <li key={id} className="flex min-h-14 items-center gap-3 px-4 py-2">
            <Initials name={name} />
            <span className="min-w-0 flex-1 wrap-anywhere">{name}</span>
            <span className="text-sm text-ink-faint">
              {[isMe ? t('groups.you') : null, isOwner ? t('groups.owner') : null].filter(Boolean).join(' · ')}
            </span>
            {group.isMine && !isMe ? (
              <IconButton label={t('groups.remove', { name })} onClick={() => setAsked({ id, name })}>
                <X size={18} aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {group.isMine ? <Invite groupId={group.id} /> : null}
      <Confirm
        title={t('groups.removeAsk', { name: asked?.name ?? '' })}
        action={t('groups.removeAction')}
        isOpen={asked !== undefined}
        isBusy={remove.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked) remove.mutate(asked.id, { onSuccess: () => setAsked(undefined) })
        }}
      >
        <p>{t('groups.removeExplained')}</p>
        {remove.error ? <ErrorNotice error={remove.error} /> : null}
      </Confirm>
    </div>
  )
}

function Invite({ groupId }: { groupId: string }) {
  const { t } = useTranslation()
  const { mutate, isPending, error } = useInvite(groupId)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    mutate(String(new FormData(form).get('login')).trim(), { onSuccess: () => form.reset() })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label={t('groups.inviteLabel')}
          name="login"
          required
          maxLength={320}
          autoComplete="off"
          autoCapitalize="none"
          className="min-w-0 flex-1 basis-56"
        />
        <Button type="submit" disabled={isPending}>
          <UserPlus size={18} aria-hidden />
          {t('groups.inviteAction')}
        </Button>
      </div>
      {error ? <ErrorNotice error={error} /> : null}
    </form>
  )
}
