export const book = {
  count_one: '{{count, number}} book',
  count_other: '{{count, number}} books',
  missing: 'Missing',
  missingExplained:
    'The files of this book are not where they were. If their disk is unplugged, plug it in and scan the library; your place and notes are kept.',
  volume: '{{series}}, book {{position}}',
  readShare: '{{share, number(style: percent)}} read',
  read: 'Read',
  readOn: 'Read on',
  share: '{{share, number(style: percent)}}',
  download: 'Download',
  progress: 'How far you have read',
  place: '{{share, number(style: percent)}} read, {{at}}',
  description: 'Description',
  gone: 'This book is not here',
  goneExplained: 'It may have been removed, or the address is mistyped.',
} as const
