import { acquire } from '../acquire.ts'
import { activity } from '../activity.ts'
import { calendar } from '../calendar.ts'
import { get } from '../get.ts'
import { queue } from '../queue.ts'
import { release } from '../release.ts'
import { request } from '../request.ts'
import { wanted } from '../wanted.ts'

/** From finding a book to having it. */
export const words = { acquire, activity, calendar, get, queue, release, request, wanted } as const
