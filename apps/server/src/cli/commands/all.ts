import type { Command } from '../command.ts'

interface Entry {
  about: string
  /** Loaded when asked for: a command does not pay for the others. */
  load(): Promise<Command>
}

/** Every command, in the order of the help. A name may be two words. */
export const commands: Readonly<Record<string, Entry>> = {
  serve: { about: 'start the server (and its jobs)', load: async () => (await import('./serve.ts')).serve },
  worker: { about: 'start a process that only works off jobs', load: async () => (await import('./worker.ts')).worker },
  migrate: { about: 'bring the database to this version', load: async () => (await import('./migrate.ts')).migrate },
  scan: {
    about: 'compare the folders of libraries with what is recorded',
    load: async () => (await import('./scan.ts')).scan,
  },
  inspect: {
    about: 'show what a book file says about itself',
    load: async () => (await import('./inspect.ts')).inspect,
  },
  'user add': { about: 'add an account', load: async () => (await import('./user-add.ts')).userAdd },
  'user list': { about: 'list the accounts', load: async () => (await import('./user-list.ts')).userList },
  'user set-role': {
    about: 'change what an account may do',
    load: async () => (await import('./user-set-role.ts')).userSetRole,
  },
  'user reset-password': {
    about: 'give an account a new password',
    load: async () => (await import('./user-reset-password.ts')).userResetPassword,
  },
  doctor: {
    about: 'check folders, permissions, database and helpers',
    load: async () => (await import('./doctor.ts')).doctor,
  },
}
