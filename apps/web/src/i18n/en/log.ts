export const log = {
  title: 'Log',
  export: 'Download',
  search: 'Search in the lines',
  least: 'Show',
  leastOf: { debug: 'Everything', info: 'What is usual', warn: 'Warnings and errors', error: 'Errors' },
  span: 'Time',
  spanOf: { h1: 'The last hour', h24: 'The last day', h168: 'The last week' },
  none: 'Nothing was written down',
  noneExplained: 'Look further back, or let the server write down more.',
  facts: 'Details',
} as const
