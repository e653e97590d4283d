export const role = {
  translator: 'Translated by',
  narrator: 'Read by',
  illustrator: 'Illustrated by',
  editor: 'Edited by',
  contributor: 'With',
} as const
