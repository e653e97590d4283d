import { account } from './en/account.ts'
import { acquire } from './en/acquire.ts'
import { activity } from './en/activity.ts'
import { admin } from './en/admin.ts'
import { audit } from './en/audit.ts'
import { backups } from './en/backups.ts'
import { book } from './en/book.ts'
import { books } from './en/books.ts'
import { calendar } from './en/calendar.ts'
import { change } from './en/change.ts'
import { choose } from './en/choose.ts'
import { clients } from './en/clients.ts'
import { column } from './en/column.ts'
import { comic } from './en/comic.ts'
import { command } from './en/command.ts'
import { devices } from './en/devices.ts'
import { edit } from './en/edit.ts'
import { error } from './en/error.ts'
import { fact } from './en/fact.ts'
import { file } from './en/file.ts'
import { filter } from './en/filter.ts'
import { firstSteps } from './en/firstSteps.ts'
import { folder } from './en/folder.ts'
import { frame } from './en/frame.ts'
import { get } from './en/get.ts'
import { groups } from './en/groups.ts'
import { home } from './en/home.ts'
import { importing } from './en/importing.ts'
import { indexers } from './en/indexers.ts'
import { job } from './en/job.ts'
import { keys } from './en/keys.ts'
import { kobo } from './en/kobo.ts'
import { language } from './en/language.ts'
import { letters } from './en/letters.ts'
import { library } from './en/library.ts'
import { lists } from './en/lists.ts'
import { log } from './en/log.ts'
import { name } from './en/name.ts'
import { notes } from './en/notes.ts'
import { notify } from './en/notify.ts'
import { pager } from './en/pager.ts'
import { pdf } from './en/pdf.ts'
import { player } from './en/player.ts'
import { problem } from './en/problem.ts'
import { profiles } from './en/profiles.ts'
import { queue } from './en/queue.ts'
import { reader } from './en/reader.ts'
import { reading } from './en/reading.ts'
import { release } from './en/release.ts'
import { request } from './en/request.ts'
import { role } from './en/role.ts'
import { scan } from './en/scan.ts'
import { search } from './en/search.ts'
import { searching } from './en/searching.ts'
import { security } from './en/security.ts'
import { series } from './en/series.ts'
import { session } from './en/session.ts'
import { sessions } from './en/sessions.ts'
import { setup } from './en/setup.ts'
import { sort } from './en/sort.ts'
import { state } from './en/state.ts'
import { statistics } from './en/statistics.ts'
import { system } from './en/system.ts'
import { theme } from './en/theme.ts'
import { ui } from './en/ui.ts'
import { upload } from './en/upload.ts'
import { users } from './en/users.ts'
import { view } from './en/view.ts'
import { views } from './en/views.ts'
import { wanted } from './en/wanted.ts'
import { welcome } from './en/welcome.ts'
import { why } from './en/why.ts'

/** Every word of the app in English, a file for each part of it. Other languages are folders of the same shape. */
export const en = {
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
  comic,
  pdf,
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
  acquire,
  activity,
  calendar,
  get,
  queue,
  release,
  request,
  wanted,
} as const
