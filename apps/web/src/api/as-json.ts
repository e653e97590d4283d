/** What an answer of the server should be, as a header of the request. */
export const asJson = { Accept: 'application/json, */*;q=0.5' }
