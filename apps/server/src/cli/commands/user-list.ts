import { listUsers } from '#domain/identity/user-store.ts'
import type { Command } from '../command.ts'
import { configurationOf, dataOptions } from '../configuration.ts'
import { withDatabase } from '../with-database.ts'

export const userList: Command = {
  about: 'Lists the accounts, the oldest first.',
  options: { json: { type: 'boolean', about: 'print JSON' }, ...dataOptions },
  async run(call) {
    const users = await withDatabase(configurationOf(call), ({ database }) => listUsers(database.reader))
    const rows = users.map(({ public_id, name, email, role, created_at }) => ({
      id: public_id,
      email,
      name,
      role,
      createdAt: created_at,
    }))
    if (call.flags.json) call.print(JSON.stringify(rows, undefined, 2))
    else if (rows.length === 0) call.say('There are no accounts yet. The first page of Colophon asks for one.')
    else for (const { email, name, role } of rows) call.print([role.padEnd(6), email, `(${name})`].join('  '))
    return 0
  },
}
