/** What came back from a call of the own address. */
export interface SelfAnswer {
  status: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  text: string
}

/** Why nothing came back: in one word, with what is known of it. */
export interface SelfFailure {
  failure: 'unreachable' | 'slow' | 'refused-here' | 'certificate' | 'redirect'
  detail: string
}

export interface SelfCall {
  method?: 'GET' | 'PUT'
  headers?: Readonly<Record<string, string>>
  body?: string
  /** The address was set or is asked for by an administrator: it may lie inside the network. */
  mayBePrivate: boolean
}

/** Calls the address of this server from outside; never follows a redirect. */
export interface SelfCaller {
  call(address: string, call: SelfCall): Promise<SelfAnswer | SelfFailure>
}
