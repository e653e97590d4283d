import { type ComponentProps, cloneElement, type MouseEvent, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { afterPaint } from './after-paint.ts'
import { showToast } from './toast-store.ts'

export type MenuParts = typeof import('./dropdown-menu.ts').DropdownMenu

const fetchParts = async (): Promise<MenuParts> => (await import('./dropdown-menu.ts')).DropdownMenu

/** The button of a menu whose parts are not here yet: it fetches them ahead of whoever comes near, and opens with them. */
export function MenuOpener({
  trigger,
  onOpen,
}: {
  trigger: ReactElement<ComponentProps<'button'>>
  onOpen: (parts: MenuParts, isByKey: boolean) => void
}) {
  const { t } = useTranslation()
  const fetchAhead = () => afterPaint(() => void fetchParts().catch(() => undefined))
  const open = (isByKey: boolean) =>
    afterPaint(
      () =>
        void fetchParts().then(
          (parts) => onOpen(parts, isByKey),
          () => showToast(t('error.unreachable')),
        ),
    )
  const menuButton: ComponentProps<'button'> & { 'data-state': string } = {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    'data-state': 'closed',
    onPointerEnter: fetchAhead,
    onFocus: fetchAhead,
    // A key that presses a button makes a click without a pointer.
    onClick: ({ detail }: MouseEvent) => open(detail === 0),
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown') return
      event.preventDefault()
      open(true)
    },
  }
  return cloneElement(trigger, menuButton)
}
