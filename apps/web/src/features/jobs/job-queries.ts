import { cancelJob, deleteJob, type JobState, listJobs, retryJob } from '@colophon/contract/web/jobs.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'

export const JOBS_PER_PAGE = 50

export function jobs(state: JobState | undefined, page: number) {
  return queryOptions({
    queryKey: ['jobs', state ?? 'all', page],
    queryFn: ({ signal }) =>
      call(
        listJobs,
        { query: { state, offset: String(page * JOBS_PER_PAGE), limit: String(JOBS_PER_PAGE) } },
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 2_000,
  })
}

const actions = { retry: retryJob, cancel: cancelJob, delete: deleteJob }
export type JobAction = keyof typeof actions

export function useJobAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ jobId, action }: { jobId: string; action: JobAction }) =>
      call(actions[action], { params: { jobId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}
