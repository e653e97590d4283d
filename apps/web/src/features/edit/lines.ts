/** The list with this line changed. */
export const changed = <Line extends { key: number }>(lines: Line[], key: number, to: Partial<Line>): Line[] =>
  lines.map((line) => (line.key === key ? { ...line, ...to } : line))

export const without = <Line extends { key: number }>(lines: Line[], key: number): Line[] =>
  lines.filter((line) => line.key !== key)

/** The list with this line one place further up. */
export function movedUp<Line extends { key: number }>(lines: Line[], key: number): Line[] {
  const at = lines.findIndex((line) => line.key === key)
  const [line, above] = [lines[at], lines[at - 1]]
  if (!line || !above) return lines
  return lines.with(at - 1, line).with(at, above)
}
