import { instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'

/**
 * Any instant as it is stored.
 * @param name of the field, for the complaint
 * @throws invalid
 */
export function readInstant(name: string, text: string): string {
  const isInstant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i.test(text)
  const date = new Date(text)
  if (!isInstant || Number.isNaN(date.getTime())) {
    throw invalid('instant.invalid', `\`${name}\` must be an instant with an offset, such as 2026-03-14T02:00:00Z`)
  }
  return instant(date)
}
