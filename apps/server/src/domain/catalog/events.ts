import { defineEvent } from '#kernel/events.ts'

/** Somebody recorded a file by hand: nobody has looked into it yet. */
export const fileRegistered = defineEvent<{ fileId: number }>('catalog.file-registered')
