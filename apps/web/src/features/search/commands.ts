import type { LucideIcon } from 'lucide-react'

/** Something that can be done from anywhere, by its name. */
export interface Command {
  id: string
  label: string
  /** Other words by which it is looked for. */
  also?: string
  Icon: LucideIcon
  run: () => void
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether somebody wants commands alone: `>` as in editors. */
export const wantsCommands = (text: string): boolean => text.trimStart().startsWith('>')

/** The commands that are meant: each word that was typed begins one of theirs. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const typed = folded(text).replace('>', '').split(/\s+/).filter(Boolean)
  return commands.filter(({ label, also = '' }) => {
    const words = folded(`${label} ${also}`).split(/[^\p{L}\p{N}]+/u)
    return typed.every((part) => words.some((word) => word.startsWith(part)))
  })
}
