import type { Catalogue } from '../words.ts'

export const backups: Catalogue['backups'] = {
  title: 'Sicherungen',
  lead: 'Kopien der Datenbank: Konten, Notizen, Lesestellen, Einstellungen. Buchdateien gehören nicht dazu. Sie liegen im Ordner „backups“ des Datenordners; davon anderswo eine Kopie aufbewahren.',
  make: 'Jetzt sichern',
  making: 'Wird gesichert …',
  made: 'Die Sicherung ist gemacht',
  none: 'Noch keine Sicherung',
  noneExplained: 'Vor größeren Änderungen eine machen. Es dauert einen Augenblick, und der Server läuft weiter.',
  restore: 'Wiederherstellen',
  delete: '{{name}} löschen',
  deleteTitle: 'Diese Sicherung löschen?',
  deleteAction: 'Löschen',
  restoreTitle: 'Zu dieser Sicherung zurück?',
  restoreExplained:
    'Alles, was seit {{at}} geschehen ist, geht verloren: neue Konten, Notizen, Lesestellen und Einstellungen. Dateien auf dem Datenträger bleiben.',
  restoreHow: 'Sie wird beim nächsten Start des Servers eingesetzt. Bis dahin ändert sich nichts.',
  restoreAction: 'Beim nächsten Start wiederherstellen',
  staged: '{{name}} wartet darauf, eingesetzt zu werden. Den Server jetzt neu starten.',
}
