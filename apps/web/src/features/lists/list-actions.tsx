import type { ListCard } from '@colophon/contract/web/lists.ts'
import { EllipsisVertical, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Menu, MenuItem, MenuLine } from '#ui/menu.tsx'
import { ListForm } from './list-form.tsx'
import { useChangeList, useDeleteList } from './list-queries.ts'

/** Another name, or the end of a list. */
export function ListActions({ list, onDeleted }: { list: ListCard; onDeleted: () => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const change = useChangeList(list.id)
  const remove = useDeleteList(list.id)
  const close = () => {
    change.reset()
    setOpen(undefined)
  }
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('ui.more')}>
            <EllipsisVertical size={20} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setOpen('edit')}>
          <Pencil size={17} aria-hidden />
          {t('lists.rename')}
        </MenuItem>
        <MenuLine />
        <MenuItem isDanger onSelect={() => setOpen('delete')}>
          <Trash2 size={17} aria-hidden />
          {t('lists.delete')}
        </MenuItem>
      </Menu>
      <Dialog title={t('lists.rename')} isOpen={open === 'edit'} onClose={close}>
        <ListForm
          name={list.name}
          description={list.description}
          action={t('ui.save')}
          error={change.error}
          isBusy={change.isPending}
          onSave={(named) => change.mutate(named, { onSuccess: close })}
          onCancel={close}
        />
      </Dialog>
      <Confirm
        title={t('lists.deleteTitle', { name: list.name })}
        action={t('lists.delete')}
        isOpen={open === 'delete'}
        isBusy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
      >
        {t('lists.deleteExplained')}
      </Confirm>
    </>
  )
}
