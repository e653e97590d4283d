import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

/** Not modal: the modal kind locks the page by injecting a style sheet, which our content security policy refuses. */
export function Menu({
  trigger,
  children,
  align = 'end',
  isOpenAtFirst = false,
}: {
  trigger: ReactNode
  children: ReactNode
  /** For a menu that is only made when somebody asks for it. */
  isOpenAtFirst?: boolean
  align?: 'start' | 'end'
}) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={isOpenAtFirst}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-40 max-h-[min(28rem,var(--radix-dropdown-menu-content-available-height))] min-w-48 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 shadow-raised"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

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
  return (
    <DropdownMenu.Item className={cx(itemClass, isDanger && 'text-danger')} disabled={isDisabled} onSelect={onSelect}>
      {children}
    </DropdownMenu.Item>
  )
}

/** An entry that leads somewhere; `children` is one link. */
export function MenuLink({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Item asChild className={itemClass}>
      {children}
    </DropdownMenu.Item>
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
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange}>
      {children}
    </DropdownMenu.RadioGroup>
  )
}

export function MenuChoice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <DropdownMenu.RadioItem value={value} className={cx(itemClass, 'justify-between')}>
      {children}
      <DropdownMenu.ItemIndicator className="size-2 rounded-full bg-accent" />
    </DropdownMenu.RadioItem>
  )
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-3 pt-2 pb-1 text-xs font-medium tracking-wide text-ink-faint">
      {children}
    </DropdownMenu.Label>
  )
}

export function MenuLine() {
  return <DropdownMenu.Separator className="mx-2 my-1.5 h-px bg-line" />
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
  return (
    <DropdownMenu.CheckboxItem
      checked={isChecked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={cx(itemClass, 'justify-between')}
    >
      {children}
      <DropdownMenu.ItemIndicator className="size-2 rounded-full bg-accent" />
    </DropdownMenu.CheckboxItem>
  )
}
