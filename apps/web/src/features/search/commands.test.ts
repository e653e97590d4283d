import { Search } from 'lucide-react'
import { describe, expect, it } from 'vitest'
import { type Command, matching, wantsCommands } from './commands.ts'

const command = (label: string, also = ''): Command => ({ id: label, label, also, Icon: Search, run() {} })
const commands = [
  command('Dark theme', 'night colours'),
  command('Language: Français'),
  command('Scan the library “Home”'),
]
const labels = (text: string) => matching(commands, text).map(({ label }) => label)

describe('commands', () => {
  it('are found by the beginnings of their words, in any order and without accents', () => {
    expect(labels('theme da')).toEqual(['Dark theme'])
    expect(labels('francais')).toEqual(['Language: Français'])
    expect(labels('scan home')).toEqual(['Scan the library “Home”'])
    expect(labels('night')).toEqual(['Dark theme'])
    expect(labels('ark')).toEqual([])
  })

  it('are all there behind a >', () => {
    expect(wantsCommands(' > da')).toBe(true)
    expect(wantsCommands('a > b')).toBe(false)
    expect(labels('>')).toHaveLength(3)
    expect(labels('> da')).toEqual(['Dark theme'])
  })
})
