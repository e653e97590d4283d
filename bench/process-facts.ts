import { readdirSync, readFileSync } from 'node:fs'

/** Memory of a process and of those it started, in MB; undefined where the system does not tell (only Linux does). */
export function residentMb(pid: number): number | undefined {
  return sum(pid, 'VmRSS')
}

/** The most it ever had. Peaks of several processes need not have met, so this is an upper bound. */
export function peakMb(pid: number): number | undefined {
  return sum(pid, 'VmHWM')
}

function sum(pid: number, field: 'VmRSS' | 'VmHWM'): number | undefined {
  const own = read(pid, field)
  if (own === undefined) return undefined
  return children(pid).reduce((total, child) => total + (sum(child, field) ?? 0), own)
}

function read(pid: number, field: string): number | undefined {
  try {
    const [, kilobytes] =
      readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm')) ?? []
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch {
    return undefined
  }
}

/** Each thread has a list of its own of what it started. */
function children(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return []
  }
}

const TICKS_A_SECOND = 100

/** Processor time that a process and its threads have used; on a busy machine it says more than the clock does. */
export function cpuSeconds(pid: number): number | undefined {
  try {
    // The name in brackets may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
  } catch {
    return undefined
  }
}
