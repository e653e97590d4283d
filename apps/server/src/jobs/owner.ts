import { randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Who claimed a job: machine, process numbers' space (containers have their own), process number, its start, and a
 * random part for the engine. From it another process on the machine can tell that the owner is gone, without waiting
 * for the lease to run out.
 */
export type Owner = string

const orEmpty = (read: () => string): string => {
  try {
    return read()
  } catch {
    return ''
  }
}

/** Linux says when a process began (clock ticks since boot), which tells it from a later one of the same number. */
const startOf = (pid: number): string =>
  // The second field is the program's name in brackets and may hold anything, so count from the last bracket.
  orEmpty(() => readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/s, '').trim().split(' ')[19] ?? '')

const place = (): string => `${hostname()}/${orEmpty(() => readlinkSync('/proc/self/ns/pid').replace(/\D/g, ''))}`

/** The name under which an engine of this process claims. */
export function newOwner(): Owner {
  return [place(), process.pid, startOf(process.pid), randomBytes(4).toString('hex')].join('/')
}

/** What is known of an owner: only processes of this machine can be looked at. */
export function fateOf(owner: Owner): 'alive' | 'gone' | 'unknown' {
  const parts = owner.split('/')
  if (parts.length !== 5 || parts.slice(0, 2).join('/') !== place()) return 'unknown'
  const pid = Number(parts[2])
  if (!isAlive(pid)) return 'gone'
  const start = startOf(pid)
  return start !== '' && parts[3] !== '' && start !== parts[3] ? 'gone' : 'alive'
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Of another account: there, but not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
