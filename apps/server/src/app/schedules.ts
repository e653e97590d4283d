import type { Schedule } from '#jobs/schedules.ts'

/** What time asks for. */
export const schedules: readonly Schedule[] = []
