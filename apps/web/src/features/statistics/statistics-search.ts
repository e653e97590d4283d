export interface StatisticsSearch {
  year?: number | undefined
}

/** The year that the address asks for; nothing where it is none. */
export function readStatisticsSearch({ year }: Record<string, unknown>): StatisticsSearch {
  const asked = Number(year)
  return { year: Number.isInteger(asked) && asked >= 1 && asked <= new Date().getUTCFullYear() ? asked : undefined }
}
