import type { Catalogue } from '../words.ts'

export const setup: Catalogue['setup'] = {
  title: 'Erste Schritte',
  welcome: 'Willkommen bei Colophon',
  accountLead: 'Das erste Konto verwaltet den Server. Es bleibt auf diesem Rechner.',
  createAccount: 'Konto anlegen',
  folderTitle: 'Wo liegen die Bücher?',
  folderLead:
    'Den Ordner auf dem Server wählen, der sie enthält. Colophon liest ihn und alles darunter; die Dateien bleiben, wie sie sind.',
  useFolder: 'Diesen Ordner verwenden',
  libraryName: 'Bücher',
  scanTitle: 'Die Bücher kommen herein',
  doneTitle: 'Die Bibliothek ist bereit',
  scanLead: 'Warten ist nicht nötig: Was da ist, lässt sich schon lesen.',
  arriving: 'Gerade hinzugekommene Bücher',
  toBooks: 'Zu den Büchern',
  fetchLead: 'Colophon kann auch Bücher suchen und holen, die noch fehlen.',
  toFirstSteps: 'Das einrichten',
}
