import type { TaskState } from '#model/tasks/contract.ts'

export type TaskTables = {
  task_fact: {
    desk_id: string
    id: string
    task: string
    case_id: string | null
    no: number
    owner: string | null
    day: string | null
    state: TaskState
    words: Buffer
    giver: string
    given_at: string
    by: string
    at: string
  }
  task_news: { desk_id: string; task: string; account_id: string; at: string }
}
