/** What somebody may want to be told, by the switch of each. */
export const notificationEvents = ['onGrab', 'onImport', 'onUpgrade', 'onFailure', 'onHealth'] as const
