import type { Command } from '../command.ts'
import { configurationOf, dataOptions, redisOption } from '../configuration.ts'
import { runServer } from '../run-server.ts'

/** The half of the server that works off jobs; any number of them beside `serve --role web`. */
export const worker: Command = {
  about: 'Starts a process that only works off jobs: scans, covers, imports. The same as serve --role worker.',
  options: { ...dataOptions, ...redisOption },
  notes: 'Web and workers have to reach the same database, the same data folder and the same book folders.',
  async run(call) {
    const config = configurationOf({ ...call, flags: { ...call.flags, role: 'worker' } })
    return runServer(config, { onReady: () => call.say('Colophon works off jobs.') })
  },
}
