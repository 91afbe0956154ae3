export type FactKind = 'goal' | 'step' | 'review' | 'follow-up'

export type PathwayTables = {
  pathway_fact: {
    desk_id: string
    id: string
    case_id: string
    kind: FactKind
    /** The goal, step, review or follow-up that it is a record of. */
    thing: string
    /** Of steps alone. */
    goal_id: string | null
    /** The colleague who has a step to do. */
    owner: string | null
    no: number
    words: Buffer
    by: string
    at: string
  }
}
