import {
  type ComponentProps,
  createContext,
  type FocusEvent,
  type ReactElement,
  type ReactNode,
  use,
  useRef,
  useState,
} from 'react'
import { afterPaint } from './after-paint.ts'
import { cx } from './cx.ts'
import { MenuOpener, type MenuParts } from './menu-opener.tsx'

const Parts = createContext<MenuParts | undefined>(undefined)

function useParts(): MenuParts {
  const parts = use(Parts)
  if (!parts) throw new Error('An entry stands outside of its menu')
  return parts
}

/** A button and the menu that it opens. */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  trigger: ReactElement<ComponentProps<'button'>>
  children: ReactNode
  align?: 'start' | 'end'
}) {
  const [opened, setOpened] = useState<{ parts: MenuParts; isByKey: boolean }>()
  if (!opened) return <MenuOpener trigger={trigger} onOpen={(parts, isByKey) => setOpened({ parts, isByKey })} />
  return (
    <Parts value={opened.parts}>
      <MadeMenu trigger={trigger} align={align} isByKey={opened.isByKey}>
        {children}
      </MadeMenu>
    </Parts>
  )
}

/** Not modal: the modal kind locks the page by injecting a style sheet, which our content security policy refuses. */
function MadeMenu({
  trigger,
  children,
  align,
  isByKey,
}: {
  trigger: ReactNode
  children: ReactNode
  align: 'start' | 'end'
  isByKey: boolean
}) {
  const { Root, Trigger, Portal, Content } = useParts()
  const onFocus = useFirstEntry(isByKey)
  return (
    <Root modal={false} defaultOpen>
      <Trigger asChild>{trigger}</Trigger>
      <Portal>
        <Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          onFocus={onFocus}
          className="z-40 max-h-[min(28rem,var(--radix-dropdown-menu-content-available-height))] min-w-48 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 shadow-raised"
        >
          {children}
        </Content>
      </Portal>
    </Root>
  )
}

/** A menu that a key opens begins at its first entry. The menu sees to that itself, but not for the key that made it. */
function useFirstEntry(isByKey: boolean) {
  const isDue = useRef(isByKey)
  return ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
    if (!isDue.current || target !== currentTarget) return
    isDue.current = false
    currentTarget.querySelector<HTMLElement>('[role^=menuitem]:not([data-disabled])')?.focus()
  }
}

/** A press closes the menu, and that is seen before what the entry does begins. */
const whenClosed =
  <Rest extends unknown[]>(act: (...rest: Rest) => void) =>
  (...rest: Rest) =>
    afterPaint(() => act(...rest))

const itemClass =
  'flex min-h-10 items-center gap-3 rounded-lg px-3 text-[0.9375rem] outline-none select-none data-highlighted:bg-sunken data-disabled:opacity-50'

export function MenuItem({
  children,
  onSelect,
  isDanger = false,
  isDisabled = false,
}: {
  children: ReactNode
  onSelect: () => void
  isDanger?: boolean
  isDisabled?: boolean
}) {
  const { Item } = useParts()
  return (
    <Item className={cx(itemClass, isDanger && 'text-danger')} disabled={isDisabled} onSelect={whenClosed(onSelect)}>
      {children}
    </Item>
  )
}

/** An entry that leads somewhere; `children` is one link. */
export function MenuLink({ children }: { children: ReactNode }) {
  const { Item } = useParts()
  return (
    <Item asChild className={itemClass}>
      {children}
    </Item>
  )
}

export function MenuChoices({
  value,
  onChange,
  children,
}: {
  value: string
  onChange: (value: string) => void
  children: ReactNode
}) {
  const { RadioGroup } = useParts()
  return (
    <RadioGroup value={value} onValueChange={whenClosed(onChange)}>
      {children}
    </RadioGroup>
  )
}

export function MenuChoice({ value, children }: { value: string; children: ReactNode }) {
  const { RadioItem, ItemIndicator } = useParts()
  return (
    <RadioItem value={value} className={cx(itemClass, 'justify-between')}>
      {children}
      <ItemIndicator className="size-2 rounded-full bg-accent" />
    </RadioItem>
  )
}

export function MenuHeading({ children }: { children: ReactNode }) {
  const { Label } = useParts()
  return <Label className="px-3 pt-2 pb-1 text-xs font-medium tracking-wide text-ink-faint">{children}</Label>
}

export function MenuLine() {
  const { Separator } = useParts()
  return <Separator className="mx-2 my-1.5 h-px bg-line" />
}

/** An entry that is on or off; the menu stays open for the next one. */
export function MenuChecked({
  isChecked,
  onChange,
  children,
}: {
  isChecked: boolean
  onChange: (isChecked: boolean) => void
  children: ReactNode
}) {
  const { CheckboxItem, ItemIndicator } = useParts()
  return (
    <CheckboxItem
      checked={isChecked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={cx(itemClass, 'justify-between')}
    >
      {children}
      <ItemIndicator className="size-2 rounded-full bg-accent" />
    </CheckboxItem>
  )
}
