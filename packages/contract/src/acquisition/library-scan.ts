import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

const tag = 'Acquisition: library scan'

export const startScan = endpoint({
  method: 'POST',
  path: '/api/v1/library/scan',
  tag,
  summary: 'Look for files of wanted books that lie in the library folders already',
  access: 'acquisition',
  status: 202,
  response: Type.Object({ message: Type.String() }),
  failures: { 409: 'A scan is running.' },
})

export const readScan = endpoint({
  method: 'GET',
  path: '/api/v1/library/scan/status',
  tag,
  summary: 'What the last scan came to',
  access: 'acquisition',
  response: Type.Object({
    ran_at: Type.String(),
    files_found: Type.Integer(),
    reconciled: Type.Integer(),
    unmatched: Type.Integer(),
    already_tracked: Type.Integer(),
    tag_read_failed: Type.Integer(),
    unmatched_files: Type.Array(
      Type.Object({
        path: Type.String(),
        parsed_title: Type.String(),
        parsed_author: Type.String(),
        reason: Type.Optional(Type.String()),
      }),
    ),
    library_dir: Type.String(),
    audiobook_dir: Type.String(),
    scanned_paths: Type.Array(Type.String()),
    no_files_found: Type.Boolean(),
    scan_error: Type.String(),
  }),
  failures: { 404: 'No scan has run yet.' },
})
