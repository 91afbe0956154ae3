import type { z } from 'zod'
import type { Signal, SignalFields, SignalLine } from '#model/signals/contract.ts'
import { mayDo } from '#model/signals/rules.ts'
import { namesOfActors, namesOfDesks } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { handlerOf, type SignalRow, toldOf } from './store.ts'

type Line = z.input<typeof SignalLine>

/** Signals as this desk may see them: of those it sent, the state and the own reference. */
export async function linesOf(at: At, rows: readonly SignalRow[]): Promise<Line[]> {
  const [deskOf, told] = await Promise.all([
    namesOfDesks(at),
    toldOf<Partial<SignalFields> & { reference?: string }>(
      at,
      rows.map(({ id }) => id),
    ),
  ])
  return rows.map((row) => {
    const words = told.get(row.id)
    return {
      id: row.id,
      side: row.from_desk === at.desk.id ? 'sender' : 'receiver',
      state: row.state,
      fromDesk: deskOf(row.from_desk),
      toDesk: deskOf(row.to_desk),
      reference: words?.reference ?? null,
      about: words?.about ?? null,
      subject: words?.subject ?? null,
      urgent: row.urgent,
      sentAt: row.sent_at,
      changedAt: row.changed_at,
      reason: row.reason as Line['reason'],
    }
  })
}

/** A signal that came in, whole. */
export async function presentSignal(at: At, row: SignalRow): Promise<z.input<typeof Signal>> {
  const [[line], told, handler, nameOf] = await Promise.all([
    linesOf(at, [row]),
    toldOf<SignalFields>(at, [row.id]),
    handlerOf(at, row.id),
    namesOfActors(at),
  ])
  return {
    ...(line as Line),
    fields: told.get(row.id) as SignalFields,
    sentBy: row.from_name,
    handledBy: handler ? nameOf(handler.by) : null,
    version: row.version,
    can: mayDo(row.state),
  }
}
