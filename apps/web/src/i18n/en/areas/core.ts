import { book } from '../book.ts'
import { books } from '../books.ts'
import { choose } from '../choose.ts'
import { column } from '../column.ts'
import { command } from '../command.ts'
import { error } from '../error.ts'
import { filter } from '../filter.ts'
import { frame } from '../frame.ts'
import { home } from '../home.ts'
import { letters } from '../letters.ts'
import { lists } from '../lists.ts'
import { name } from '../name.ts'
import { pager } from '../pager.ts'
import { player } from '../player.ts'
import { scan } from '../scan.ts'
import { search } from '../search.ts'
import { sort } from '../sort.ts'
import { state } from '../state.ts'
import { theme } from '../theme.ts'
import { ui } from '../ui.ts'
import { upload } from '../upload.ts'
import { view } from '../view.ts'
import { views } from '../views.ts'

/** Every page may say these: the frame, the list of books, and what many pages share. They are there from the start. */
export const words = {
  book,
  books,
  choose,
  column,
  command,
  error,
  filter,
  frame,
  home,
  letters,
  lists,
  name,
  pager,
  player,
  scan,
  search,
  sort,
  state,
  theme,
  ui,
  upload,
  view,
  views,
} as const
