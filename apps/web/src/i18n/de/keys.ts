import type { Catalogue } from '../words.ts'

export const keys: Catalogue['keys'] = {
  title: 'API-Schlüssel',
  lead: 'Für andere Programme, die für dieses Konto handeln.',
  name: 'Wozu der Schlüssel dient',
  create: 'Schlüssel anlegen',
  new: 'Der Schlüssel „{{name}}“ wird nur dieses eine Mal gezeigt. Bitte jetzt kopieren.',
  copy: 'Schlüssel kopieren',
  used: 'zuletzt benutzt {{at}}',
  neverUsed: 'nie benutzt',
  delete: 'Schlüssel {{name}} löschen',
  deleteTitle: 'Diesen Schlüssel löschen?',
  deleteAction: 'Schlüssel löschen',
  deleteExplained: 'Programme, die „{{name}}“ benutzen, verlieren sofort ihren Zugang.',
}
