import type { SeriesPlace } from '../facts.ts'
import type { Tags } from './tags.ts'

/**
 * The series of an audiobook. Tags made for it come first, then those for movements of a symphony, which taggers use
 * because Apple shows them, then the grouping as `Name #1`.
 */
export function seriesOfTags(tags: Tags, movement: { name: string | undefined; number: number | null }): SeriesPlace[] {
  const place = (...names: string[]) => positionOf(tags.first(...names))
  const named = tags.first('series', 'audiobook_series', 'seriesname', 'series_name')
  const own = place('series-part', 'series_part', 'seriespart', 'series-index', 'series_index', 'series_position')
  const movementPlace = movement.number === null ? place('mvin', '©mvi') : String(movement.number)
  if (named) {
    const [single] = parseSeries(named)
    if (own === null && single?.position) return parseSeries(named)
    return [{ name: named, position: own ?? movementPlace }]
  }
  const movementName = movement.name ?? tags.first('mvnm', '©mvn')
  if (movementName) return [{ name: movementName, position: movementPlace ?? own }]
  return parseSeries(tags.first('grp1', '©grp', 'grouping', 'tit1')).filter(({ position }) => position !== null)
}

/** Reads `Oz #1; Other Series #2.5`. */
export function parseSeries(text: string | null): SeriesPlace[] {
  return (text ?? '').split(/\s*;\s*/).flatMap((part) => {
    const numbered = /^(.*\S)\s+#\s*(\S+)$/.exec(part) ?? /^(.*\S),\s*(?:book|vol\.?|volume)\s+(\S+)$/i.exec(part)
    if (numbered?.[1] && numbered[2]) return [{ name: numbered[1], position: positionOf(numbered[2]) }]
    return part ? [{ name: part, position: null }] : []
  })
}

/** `1/7` and `01` mean 1. */
function positionOf(text: string | null): string | null {
  const position = text
    ?.split('/')[0]
    ?.trim()
    .replace(/^0+(?=\d)/, '')
    .replace(/\.0+$/, '')
  return position ? position : null
}
