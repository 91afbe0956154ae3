import type { SignalState } from '#model/signals/contract.ts'

export type SignalTables = {
  signal: {
    network_id: string
    id: string
    from_desk: string
    to_desk: string
    from_name: string
    state: SignalState
    version: number
    urgent: boolean
    sent_at: string
    changed_at: string
    reason: string | null
  }
  signal_words: { desk_id: string; signal_id: string; words: Buffer }
  signal_handling: { desk_id: string; signal_id: string; by: string }
}
