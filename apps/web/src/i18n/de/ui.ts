import type { Catalogue } from '../words.ts'

export const ui: Catalogue['ui'] = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  save: 'Speichern',
  saved: 'Gespeichert',
  retry: 'Erneut versuchen',
  reload: 'Neu laden',
  loading: 'Wird geladen …',
  back: 'Zurück',
  messages: 'Meldungen',
  more: 'Weitere Aktionen',
  showMore: 'Mehr zeigen',
  showLess: 'Weniger zeigen',
  show: '{{name}} zeigen',
  hide: '{{name}} verbergen',
}
