import type { words as english } from '../../en/areas/acquisition.ts'
import type { Words } from '../../words.ts'
import { acquire } from '../acquire.ts'
import { activity } from '../activity.ts'
import { calendar } from '../calendar.ts'
import { get } from '../get.ts'
import { queue } from '../queue.ts'
import { release } from '../release.ts'
import { request } from '../request.ts'
import { wanted } from '../wanted.ts'

export const words: Words<typeof english> = { acquire, activity, calendar, get, queue, release, request, wanted }
