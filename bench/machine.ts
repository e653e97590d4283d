import { cpus, release, totalmem, type } from 'node:os'

/** What figures depend on. */
export function machine() {
  const cores = cpus()
  return {
    cores: cores.length,
    processor: cores[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()}`,
    node: process.version,
    at: new Date().toISOString(),
  }
}
