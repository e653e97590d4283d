import { account } from './de/account.ts'
import { acquire } from './de/acquire.ts'
import { activity } from './de/activity.ts'
import { admin } from './de/admin.ts'
import { audit } from './de/audit.ts'
import { backups } from './de/backups.ts'
import { book } from './de/book.ts'
import { books } from './de/books.ts'
import { calendar } from './de/calendar.ts'
import { change } from './de/change.ts'
import { choose } from './de/choose.ts'
import { clients } from './de/clients.ts'
import { column } from './de/column.ts'
import { comic } from './de/comic.ts'
import { command } from './de/command.ts'
import { devices } from './de/devices.ts'
import { edit } from './de/edit.ts'
import { error } from './de/error.ts'
import { fact } from './de/fact.ts'
import { file } from './de/file.ts'
import { filter } from './de/filter.ts'
import { firstSteps } from './de/firstSteps.ts'
import { folder } from './de/folder.ts'
import { frame } from './de/frame.ts'
import { get } from './de/get.ts'
import { groups } from './de/groups.ts'
import { home } from './de/home.ts'
import { importing } from './de/importing.ts'
import { indexers } from './de/indexers.ts'
import { job } from './de/job.ts'
import { keys } from './de/keys.ts'
import { kobo } from './de/kobo.ts'
import { language } from './de/language.ts'
import { letters } from './de/letters.ts'
import { library } from './de/library.ts'
import { lists } from './de/lists.ts'
import { log } from './de/log.ts'
import { name } from './de/name.ts'
import { notes } from './de/notes.ts'
import { notify } from './de/notify.ts'
import { pager } from './de/pager.ts'
import { pdf } from './de/pdf.ts'
import { player } from './de/player.ts'
import { problem } from './de/problem.ts'
import { profiles } from './de/profiles.ts'
import { queue } from './de/queue.ts'
import { reader } from './de/reader.ts'
import { reading } from './de/reading.ts'
import { release } from './de/release.ts'
import { request } from './de/request.ts'
import { role } from './de/role.ts'
import { scan } from './de/scan.ts'
import { search } from './de/search.ts'
import { searching } from './de/searching.ts'
import { security } from './de/security.ts'
import { series } from './de/series.ts'
import { session } from './de/session.ts'
import { sessions } from './de/sessions.ts'
import { setup } from './de/setup.ts'
import { sort } from './de/sort.ts'
import { state } from './de/state.ts'
import { statistics } from './de/statistics.ts'
import { system } from './de/system.ts'
import { theme } from './de/theme.ts'
import { ui } from './de/ui.ts'
import { upload } from './de/upload.ts'
import { users } from './de/users.ts'
import { view } from './de/view.ts'
import { views } from './de/views.ts'
import { wanted } from './de/wanted.ts'
import { welcome } from './de/welcome.ts'
import { why } from './de/why.ts'
import type { Catalogue } from './words.ts'

/** Every word of the app in German. */
export const de: Catalogue = {
  ui,
  why,
  name,
  edit,
  change,
  error,
  frame,
  theme,
  session,
  sessions,
  setup,
  welcome,
  books,
  filter,
  sort,
  view,
  views,
  column,
  letters,
  choose,
  command,
  state,
  search,
  book,
  role,
  series,
  fact,
  file,
  folder,
  language,
  library,
  scan,
  problem,
  job,
  admin,
  audit,
  system,
  account,
  users,
  keys,
  upload,
  pager,
  reader,
  home,
  reading,
  notes,
  groups,
  statistics,
  player,
  lists,
  devices,
  kobo,
  indexers,
  clients,
  profiles,
  notify,
  backups,
  security,
  log,
  searching,
  importing,
  firstSteps,
  comic,
  pdf,
  acquire,
  activity,
  calendar,
  get,
  queue,
  release,
  request,
  wanted,
}
