import type { NameKind } from '@colophon/contract/web/names.ts'
import { EllipsisVertical, Merge, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Menu, MenuItem, MenuLine } from '#ui/menu.tsx'
import { useDeleteTag, useMergeNames, useOthers, useRenameName } from './name-queries.ts'

type Owner = { kind: NameKind; id: string; name: string }

/** Another name, or one with somebody else; a subject can be deleted too. All of it can be undone. */
export function NameActions({
  owner,
  onMerged,
  onDeleted,
}: {
  owner: Owner
  onMerged: (into: string) => void
  /** For subjects: left out where there is nothing to delete. */
  onDeleted?: () => void
}) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'rename' | 'merge' | 'delete'>()
  const remove = useDeleteTag(owner.id)
  const close = () => setOpen(undefined)
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('ui.more')}>
            <EllipsisVertical size={20} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setOpen('rename')}>
          <Pencil size={17} aria-hidden />
          {t('name.rename')}
        </MenuItem>
        <MenuItem onSelect={() => setOpen('merge')}>
          <Merge size={17} aria-hidden />
          {t('name.merge')}
        </MenuItem>
        {onDeleted ? (
          <>
            <MenuLine />
            <MenuItem isDanger onSelect={() => setOpen('delete')}>
              <Trash2 size={17} aria-hidden />
              {t('name.deleteTag')}
            </MenuItem>
          </>
        ) : null}
      </Menu>
      <Confirm
        title={t('name.deleteTagTitle', { name: owner.name })}
        action={t('name.deleteTag')}
        isOpen={open === 'delete'}
        isBusy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate(owner.name, { onSuccess: onDeleted })}
      >
        {t('name.deleteTagExplained')}
        {remove.error ? <ErrorNotice error={remove.error} /> : null}
      </Confirm>
      <Dialog title={t('name.rename')} isOpen={open === 'rename'} onClose={close}>
        <Rename owner={owner} onDone={close} />
      </Dialog>
      <Dialog title={t('name.merge')} isOpen={open === 'merge'} onClose={close} className="overflow-visible">
        <MergeForm owner={owner} onCancel={close} onMerged={onMerged} />
      </Dialog>
    </>
  )
}

const leads = {
  author: 'name.mergeAuthorLead',
  series: 'name.mergeLead',
  tag: 'name.mergeTagLead',
} as const

function Rename({ owner, onDone }: { owner: Owner; onDone: () => void }) {
  const { t } = useTranslation()
  const { mutate, isPending, error } = useRenameName(owner.kind, owner.id)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    mutate(String(new FormData(event.currentTarget).get('name')), { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 p-6 pt-2">
      <TextField label={t('name.newName')} name="name" defaultValue={owner.name} hint={t('name.undoHint')} required />
      {error ? <ErrorNotice error={error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={isPending}>
          {t('name.rename')}
        </Button>
      </div>
    </form>
  )
}

function MergeForm({
  owner,
  onCancel,
  onMerged,
}: {
  owner: Owner
  onCancel: () => void
  onMerged: (into: string) => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const others = useOthers(owner.kind, typed, owner.id)
  const { mutate, isPending, error } = useMergeNames(owner.kind, owner.id)
  const chosen = others.find(({ name }) => name === typed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen) mutate(chosen.id, { onSuccess: () => onMerged(chosen.id) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 p-6 pt-2">
      <p className="text-ink-soft">{t(leads[owner.kind], { name: owner.name })}</p>
      <Combobox
        label={t('name.mergeInto')}
        hint={t('name.undoHint')}
        text={typed}
        options={others.filter(({ name }) => name !== typed).map(({ id, name }) => ({ value: id, label: name }))}
        onType={setTyped}
        onPick={({ label }) => setTyped(label)}
      />
      {error ? <ErrorNotice error={error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={!chosen || isPending}>
          {t('name.merge')}
        </Button>
      </div>
    </form>
  )
}
