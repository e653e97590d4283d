import { Ellipsis, Keyboard, Maximize, Minimize, NotebookPen, Volume2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'

/** What is needed less often than the rest. */
export function ReaderMenu({
  isFull,
  onFullScreen,
  onAloud,
  onNotes,
  onKeys,
}: {
  isFull: boolean
  onFullScreen: (() => void) | null
  onAloud: (() => void) | null
  onNotes: () => void
  onKeys: () => void
}) {
  const { t } = useTranslation()
  const Screen = isFull ? Minimize : Maximize
  return (
    <Menu
      trigger={
        <IconButton label={t('reader.menu')}>
          <Ellipsis size={20} aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={onNotes}>
        <NotebookPen size={17} aria-hidden /> {t('reader.notes')}
      </MenuItem>
      {onAloud ? (
        <MenuItem onSelect={onAloud}>
          <Volume2 size={17} aria-hidden /> {t('reader.aloud')}
        </MenuItem>
      ) : null}
      {onFullScreen ? (
        <MenuItem onSelect={onFullScreen}>
          <Screen size={17} aria-hidden /> {t(isFull ? 'reader.leaveFullScreen' : 'reader.fullScreen')}
        </MenuItem>
      ) : null}
      <MenuItem onSelect={onKeys}>
        <Keyboard size={17} aria-hidden /> {t('reader.keys')}
      </MenuItem>
    </Menu>
  )
}
