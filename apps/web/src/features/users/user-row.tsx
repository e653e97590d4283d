import type { Role } from '@colophon/contract/web/session.ts'
import type { Account } from '@colophon/contract/web/users.ts'
import { EllipsisVertical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ago, moment } from '#i18n/measures.ts'
import { IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { Initials } from '#ui/initials.tsx'
import { Menu, MenuItem, MenuLine } from '#ui/menu.tsx'
import { roles } from './roles.ts'

export interface UserActions {
  onChange(change: { role: Role; isDisabled: boolean }): void
  onReset(): void
  onDelete(): void
}

/** One account: who it is, what it may, and what an administrator can do with it. */
export function UserRow({ account, isOwn, ...actions }: { account: Account; isOwn: boolean } & UserActions) {
  const { t } = useTranslation()
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 ps-4 pe-2">
      <Initials name={account.name} className={cx(account.isDisabled && 'opacity-50')} />
      <div className="min-w-0 flex-1 basis-52">
        <p className="truncate font-medium">
          {account.name} {isOwn ? <span className="text-sm font-normal text-ink-faint">({t('users.you')})</span> : null}
        </p>
        <p className="truncate text-sm text-ink-soft">{account.email}</p>
      </div>
      <div className="min-w-0 basis-52 text-sm max-sm:ps-13">
        <p className="font-medium">{t(`users.role.${account.role}`)}</p>
        <p className="text-ink-faint">
          <Standing account={account} />
        </p>
      </div>
      <div className="size-11">{isOwn ? null : <UserMenu account={account} {...actions} />}</div>
    </li>
  )
}

function Standing({ account }: { account: Account }) {
  const { t, i18n } = useTranslation()
  if (account.isDisabled) return <span className="text-danger">{t('users.disabled')}</span>
  if (account.linkExpiresAt) return t('users.invited', { at: moment(account.linkExpiresAt, i18n.language) })
  if (!account.hasPassword) return <span className="text-warning">{t('users.withoutPassword')}</span>
  return account.lastSeenAt ? t('users.lastSeen', { at: ago(account.lastSeenAt, i18n.language) }) : t('users.neverSeen')
}

function UserMenu({ account, onChange, onReset, onDelete }: { account: Account } & UserActions) {
  const { t } = useTranslation()
  const { role: current, isDisabled } = account
  return (
    <Menu
      trigger={
        <IconButton label={t('users.actions', { name: account.name })}>
          <EllipsisVertical size={18} aria-hidden />
        </IconButton>
      }
    >
      {roles
        .filter((role) => role !== current)
        .map((role) => (
          <MenuItem key={role} onSelect={() => onChange({ role, isDisabled })}>
            {t('users.makeRole', { role: t(`users.role.${role}`) })}
          </MenuItem>
        ))}
      <MenuLine />
      <MenuItem onSelect={onReset}>{t('users.reset')}</MenuItem>
      <MenuItem onSelect={() => onChange({ role: current, isDisabled: !isDisabled })}>
        {t(isDisabled ? 'users.enable' : 'users.disable')}
      </MenuItem>
      <MenuItem isDanger onSelect={onDelete}>
        {t('users.delete')}
      </MenuItem>
    </Menu>
  )
}
