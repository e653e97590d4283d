export const error = {
  unreachable: 'The server cannot be reached. Check the connection, then try again.',
  tooOften: 'That was tried too often. Wait a moment, then try again.',
  forbidden: 'Your account may not do this. Ask whoever runs this server.',
  server: 'Something went wrong on the server. Try again; if it stays, its log says what happened.',
  unknown: 'That did not work. Try again.',
} as const
