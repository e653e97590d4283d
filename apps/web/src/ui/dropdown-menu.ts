/** Fetched by menu.tsx when somebody is about to open a menu: what places it and leads keys through it is large. */
export { DropdownMenu } from 'radix-ui'
