import type { Command, Options } from './command.ts'

/** The help of one command. */
export function commandHelp(name: string, command: Command): string {
  const usage = ['colophon', name, Object.keys(command.options).length > 0 ? '[OPTIONS]' : '', command.words ?? '']
  const parts = [`Usage: ${usage.filter(Boolean).join(' ')}`, command.about]
  if (Object.keys(command.options).length > 0) parts.push(`Options:\n${optionLines(command.options)}`)
  if (command.notes) parts.push(command.notes)
  return parts.join('\n\n')
}

function optionLines(options: Options): string {
  return columns(
    Object.entries(options).map(([name, { short, value, about, env }]) => [
      `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`,
      env?.length ? `${about} [${env.join(', ')}]` : about,
    ]),
  )
}

/** Two columns, the second one wrapped to fit a terminal. */
export function columns(rows: [string, string][], width = 100): string {
  const first = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows
    .map(
      ([left, right]) => `  ${left.padEnd(first)}${wrap(right, width - first - 2).join(`\n${' '.repeat(first + 2)}`)}`,
    )
    .join('\n')
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
