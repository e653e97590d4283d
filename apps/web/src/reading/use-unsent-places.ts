import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keepPlacesFor } from './place-store.ts'
import { sendUnsent } from './send-unsent.ts'

/** Sends what readers that are closed by now could not: when the app starts, and when the network is back. */
export function useUnsentPlaces(accountId: string): void {
  const client = useQueryClient()
  useEffect(() => {
    keepPlacesFor(accountId, localStorage)
    const send = async () => {
      if (!(await sendUnsent())) return
      for (const key of ['books', 'book']) void client.invalidateQueries({ queryKey: [key] })
    }
    const comeBack = () => void send()
    comeBack()
    addEventListener('online', comeBack)
    return () => removeEventListener('online', comeBack)
  }, [accountId, client])
}
