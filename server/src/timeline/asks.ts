import type { At } from '../platform/door.ts'
import { timelineIn } from './present.ts'

/** What happened in the parts of a case, what presses in it, and what is new to this actor, who sees the case. */
export const timelineOf = (at: At, caseId: string) => timelineIn(at, caseId)
