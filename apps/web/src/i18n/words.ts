import type { en } from './en.ts'

/** The shape of a part of the catalogue, which each language fills with its own words. */
export type Words<Part> = { readonly [Key in keyof Part]: Part[Key] extends string ? string : Words<Part[Key]> }

/** Every word of the app in one language. */
export type Catalogue = Words<typeof en>
