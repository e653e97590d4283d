import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine } from './machine.ts'
import { dataDir } from './places.ts'
import { isMissed, isPromised, type Reading, showTarget, showValue } from './reading.ts'

/** What a run tells and keeps: a line for each figure as it is measured, and a file with all of it. */
export interface Report {
  /** A figure that fails is told and counts as missed; the others are still worth having. */
  attempt(name: string, measure: () => Promise<Reading[]>): Promise<void>
  /** Writes the results. @returns how many targets were missed */
  finish(): number
}

const say = (line: string) => process.stdout.write(`${line}\n`)

/** @param file name in `bench/.data/results` */
export function startReport(file: string): Report {
  const readings: Reading[] = []
  const troubles: string[] = []
  const facts = machine()
  say(`${facts.cores} cores (${facts.processor}), ${facts.memoryGb} GB, ${facts.system}, Node ${facts.node}`)
  return {
    async attempt(name, measure) {
      try {
        for (const reading of await measure()) {
          readings.push(reading)
          say(line(reading))
        }
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        troubles.push(`${name}: ${message}`)
        say(`  !  ${name} could not be measured: ${message}`)
      }
    },
    finish() {
      const folder = join(dataDir, 'results')
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, file), `${JSON.stringify({ machine: facts, readings, troubles }, null, 2)}\n`)
      const missed = readings.filter(isMissed).length + troubles.length
      const promised = readings.filter(isPromised).length + troubles.length
      say(`${promised - missed} of ${promised} targets met; details in bench/.data/results/${file}`)
      return missed
    },
  }
}

function line(reading: Reading): string {
  const mark = !isPromised(reading) ? '·' : isMissed(reading) ? '✗' : '✓'
  const columns = [reading.what.padEnd(52), showValue(reading).padStart(14), showTarget(reading.target).padStart(14)]
  return `  ${mark}  ${columns.join('  ')}  ${reading.note}`.trimEnd()
}
