import { EllipsisVertical, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { listOf } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Row, Rows } from '#ui/rows.tsx'
import { Findings } from '#ui/standing.tsx'
import { notificationEvents } from './events.ts'
import { type Notification, useSaveNotification, useTestNotification } from './notification-queries.ts'

/** Whoever is told, and of what. */
export function NotificationList({
  notifications,
  onEdit,
  onDelete,
}: {
  notifications: readonly Notification[]
  onEdit: (notification: Notification) => void
  onDelete: (notification: Notification) => void
}) {
  const { t } = useTranslation()
  return (
    <Rows label={t('notify.title')}>
      {notifications.map((notification) => (
        <NotificationRow
          key={notification.id}
          notification={notification}
          onEdit={() => onEdit(notification)}
          onDelete={() => onDelete(notification)}
        />
      ))}
    </Rows>
  )
}

function NotificationRow({
  notification,
  onEdit,
  onDelete,
}: {
  notification: Notification
  onEdit: () => void
  onDelete: () => void
}) {
  const { t, i18n } = useTranslation()
  const test = useTestNotification()
  const save = useSaveNotification()
  const { id, name, type, url, enabled } = notification
  const events = notificationEvents.filter((event) => notification[event]).map((event) => t(`notify.event.${event}`))
  const failure = test.error ?? save.error
  return (
    <Row
      title={name}
      mark={t(type === 'email' ? 'notify.type.email' : 'notify.type.webhook')}
      detail={type === 'email' ? url.replace(/^mailto:/, '') : hostOf(url)}
      standing={
        <span className="text-ink-faint">
          {enabled ? (events.length > 0 ? listOf(events, i18n.language) : t('notify.nothing')) : t('notify.off')}
        </span>
      }
      actions={
        <>
          <Button size="small" disabled={test.isPending} onClick={() => test.mutate(id)}>
            <Send size={16} aria-hidden />
            {t('notify.test')}
          </Button>
          <Menu
            trigger={
              <IconButton label={t('notify.actions', { name })}>
                <EllipsisVertical size={18} aria-hidden />
              </IconButton>
            }
          >
            <MenuItem onSelect={onEdit}>{t('notify.edit')}</MenuItem>
            <MenuItem onSelect={() => save.mutate({ id, body: { ...bodyFrom(notification), enabled: !enabled } })}>
              {t(enabled ? 'notify.switchOff' : 'notify.switchOn')}
            </MenuItem>
            <MenuItem isDanger onSelect={onDelete}>
              {t('notify.delete')}
            </MenuItem>
          </Menu>
        </>
      }
    >
      {failure ? (
        <Findings findings={[{ kind: 'problem', text: sentenceOf(failure, t) }]} />
      ) : test.data ? (
        <Findings findings={[{ kind: 'ok', text: t('notify.sent') }]} />
      ) : null}
    </Row>
  )
}

const bodyFrom = ({ id: _id, createdAt: _made, updatedAt: _changed, ...body }: Notification) => body

/** Addresses of webhooks are often secrets: the host says enough. */
function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return ''
  }
}
