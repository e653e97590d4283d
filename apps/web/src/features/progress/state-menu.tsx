import type { ReadState } from '@colophon/contract/web/reading.ts'
import { BookOpen, BookX, Check, ChevronDown, Circle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Menu, MenuChoice, MenuChoices } from '#ui/menu.tsx'

const icons = { unread: Circle, reading: BookOpen, finished: Check, abandoned: BookX } as const
const states = ['unread', 'reading', 'finished', 'abandoned'] as const satisfies readonly ReadState[]

/** The state of a book, and the other ones to choose from. */
export function StateMenu({ state, onChange }: { state: ReadState; onChange: (state: ReadState) => void }) {
  const { t } = useTranslation()
  const Icon = icons[state]
  return (
    <Menu
      align="start"
      trigger={
        <Button aria-label={t('reading.stateIs', { state: t(`reading.state.${state}`) })}>
          <Icon size={18} aria-hidden className={state === 'finished' ? 'text-accent' : undefined} />
          {t(`reading.state.${state}`)}
          <ChevronDown size={16} aria-hidden />
        </Button>
      }
    >
      <MenuChoices
        value={state}
        onChange={(value) => {
          const chosen = states.find((one) => one === value)
          if (chosen && chosen !== state) onChange(chosen)
        }}
      >
        {states.map((one) => (
          <MenuChoice key={one} value={one}>
            {t(`reading.state.${one}`)}
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  )
}
