import { caseBrief } from '../cases/asks.ts'
import type { At } from '../platform/door.ts'
import { notPossible, unknownId } from '../platform/failure.ts'

/** Whether the case is one that this actor sees, and open. */
export async function checkCase(at: At, id: string | null): Promise<void> {
  if (id === null) return
  const kase = await caseBrief(at, id)
  if (!kase) throw unknownId('/case')
  if (kase.closedOn !== null) throw notPossible('case-closed')
}
