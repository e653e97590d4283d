import type { GroupPage } from '@colophon/contract/web/groups.ts'
import { useNavigate } from '@tanstack/react-router'
import { EllipsisVertical, LogOut, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { GroupForm } from './group-form.tsx'
import { useChangeGroup, useEndGroup } from './group-queries.ts'

/** What its owner can do with a group, and how everybody else leaves it. */
export function GroupActions({ group }: { group: GroupPage }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'edit' | 'end'>()
  const change = useChangeGroup(group.id)
  const end = useEndGroup(group.id)
  const close = () => setOpen(undefined)
  const me = group.members.find(({ isMe }) => isMe)
  const asked = group.isMine ? ('delete' as const) : ('leave' as const)
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('groups.actions')}>
            <EllipsisVertical size={20} aria-hidden />
          </IconButton>
        }
      >
        {group.isMine ? (
          <>
            <MenuItem onSelect={() => setOpen('edit')}>
              <Pencil size={17} aria-hidden />
              {t('groups.edit')}
            </MenuItem>
            <MenuItem isDanger onSelect={() => setOpen('end')}>
              <Trash2 size={17} aria-hidden />
              {t('groups.delete')}
            </MenuItem>
          </>
        ) : (
          <MenuItem onSelect={() => setOpen('end')}>
            <LogOut size={17} aria-hidden />
            {t('groups.leave')}
          </MenuItem>
        )}
      </Menu>
      <Dialog title={t('groups.editTitle')} isOpen={open === 'edit'} onClose={close}>
        <GroupForm
          group={group}
          action={t('ui.save')}
          isBusy={change.isPending}
          error={change.error}
          onSave={(words) => change.mutate(words, { onSuccess: close })}
          onCancel={close}
        />
      </Dialog>
      <Confirm
        title={t(`groups.${asked}Ask`, { name: group.name })}
        action={t(`groups.${asked}Action`)}
        isOpen={open === 'end'}
        isBusy={end.isPending}
        onClose={close}
        onConfirm={() =>
          end.mutate(group.isMine ? null : (me?.id ?? null), { onSuccess: () => void navigate({ to: '/groups' }) })
        }
      >
        <p>{t(`groups.${asked}Explained`)}</p>
        {end.error ? <ErrorNotice error={end.error} /> : null}
      </Confirm>
    </>
  )
}
