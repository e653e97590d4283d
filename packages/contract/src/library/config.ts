import { Type } from 'typebox'
import { Maybe, Message } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Server configuration'

export const getConfigStatus = endpoint({
  method: 'GET',
  path: '/api/config/status',
  tag,
  summary: 'What is set up, for any signed-in account',
  access: 'jwt',
  response: Type.Object({
    oidc_configured: Type.Boolean(),
    smtp_configured: Type.Boolean(),
    is_admin: Type.Boolean(),
  }),
})

export const WatchFolder = Type.Object({
  path: Type.String({ description: 'Empty where no folder is watched.' }),
  library_id: Type.String(),
})

export const getWatchFolder = endpoint({
  method: 'GET',
  path: '/api/config/watch-folder',
  tag,
  summary: 'The folder from which new files are taken in',
  access: 'admin-jwt',
  response: WatchFolder,
})

export const setWatchFolder = endpoint({
  method: 'PUT',
  path: '/api/config/watch-folder',
  tag,
  summary: 'Watch a folder, or none with an empty path',
  access: 'admin-jwt',
  body: Type.Object({ path: Maybe(Type.String()), library_id: Maybe(Type.String()) }),
  response: Message,
})

export const Registration = Type.Object({ registration_disabled: Type.Boolean() })

export const getRegistration = endpoint({
  method: 'GET',
  path: '/api/config/registration',
  tag,
  summary: 'Whether sign-up is switched off',
  access: 'admin-jwt',
  response: Registration,
})

export const setRegistration = endpoint({
  method: 'PUT',
  path: '/api/config/registration',
  tag,
  summary: 'Switch sign-up off or on',
  access: 'admin-jwt',
  body: Type.Object({ registration_disabled: Maybe(Type.Boolean()) }),
  response: Registration,
})

export const SmtpConfig = Type.Object({
  host: Type.String(),
  port: Type.String(),
  username: Type.String(),
  password_set: Type.Boolean(),
  from: Type.String(),
  tls: Type.String({ description: '`none`, `starttls` or `tls`.' }),
  env_override: Type.Boolean({ description: 'All of it comes from the environment.' }),
})

export const getSmtp = endpoint({
  method: 'GET',
  path: '/api/config/smtp',
  tag,
  summary: 'By which server mails go out; never with its password',
  access: 'admin-jwt',
  response: SmtpConfig,
})

export const setSmtp = endpoint({
  method: 'PUT',
  path: '/api/config/smtp',
  tag,
  summary: 'Set by which server mails go out',
  description: 'Without a password the stored one is kept, for the same user name; an empty user name clears both.',
  access: 'admin-jwt',
  body: Type.Object({
    host: Maybe(Type.String()),
    port: Maybe(Type.String()),
    username: Maybe(Type.String()),
    password: Maybe(Type.String()),
    from: Maybe(Type.String()),
    tls: Maybe(Type.String()),
  }),
  response: Message,
})

export const testSmtp = endpoint({
  method: 'POST',
  path: '/api/config/smtp/test',
  tag,
  summary: 'Send a mail to your own address',
  access: 'admin-jwt',
  isLimited: true,
  response: Message,
  failures: { 429: 'Too many tries.', 502: 'The mail server did not take it.' },
})
