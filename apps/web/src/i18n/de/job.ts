import type { Catalogue } from '../words.ts'

export const job: Catalogue['job'] = {
  title: 'Aufgaben',
  show: 'Welche gezeigt werden',
  all: 'Alle',
  state: {
    waiting: 'Wartend',
    active: 'Laufend',
    completed: 'Erledigt',
    failed: 'Gescheitert',
    cancelled: 'Abgebrochen',
  },
  stopping: 'Wird angehalten',
  attempt: 'Versuch {{made}} von {{most}}',
  done: '{{done}} von {{total}}',
  runNow: 'Jetzt ausführen',
  retry: 'Erneut ausführen',
  cancel: 'Abbrechen',
  delete: 'Löschen',
  none: 'Keine Aufgaben',
  noneExplained:
    'Suchläufe, Titelbilder und andere Arbeiten im Hintergrund stehen hier, solange sie laufen und eine Weile danach.',
  name: {
    'catalog-rebuild-search': 'Suchindex aufbauen',
    'metadata-render-covers': 'Titelbilder zeichnen',
    'library-forget-missing': 'Lange fehlende Dateien vergessen',
    'library-forget-changes': 'Alte Änderungen vergessen',
    'library-capture': 'Webseite sichern',
    'library-scan-network': 'Bibliotheken im Netz durchsuchen',
    'library-scan-all': 'Alle Bibliotheken durchsuchen',
    'library-scan': 'Bibliothek durchsuchen',
    'library-hash-files': 'Fingerabdrücke von Dateien nehmen',
    'library-place-folder': 'Hochgeladenen Ordner einordnen',
    'library-write-sidecars': 'Metadaten neben die Bücher schreiben',
    'library-take-in': 'Hochgeladenes aufnehmen',
    'library-scan-watch-folder': 'In den überwachten Ordner sehen',
  },
}
