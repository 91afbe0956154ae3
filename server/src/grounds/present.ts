import type { z } from 'zod'
import type { Ground } from '#model/grounds/contract.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { bodiesOf, endWords, type GroundRow, groundRows, groundWords } from './store.ts'

type Shown = z.input<typeof Ground>

function shown(at: At, row: GroundRow, nameOf: (actor: string) => string, bodyNames: Map<string, string>): Shown {
  const notice =
    row.notice_kind === null
      ? null
      : ({
          kind: row.notice_kind,
          version: row.notice_version,
          language: row.notice_language,
        } as NonNullable<Shown['notice']>)
  return {
    ...groundWords(at, row),
    id: row.id,
    kind: row.kind as Shown['kind'],
    special: row.special as NonNullable<Shown['special']> | null,
    purpose: row.purpose as Shown['purpose'],
    recipient: row.recipient as Shown['recipient'],
    body: row.body_id,
    bodyName: row.body_id === null ? null : (bodyNames.get(row.body_id) ?? ''),
    scopes: row.scopes as Shown['scopes'],
    notice,
    how: row.how as NonNullable<Shown['how']> | null,
    fromDay: row.from_day,
    untilDay: row.until_day,
    recordedBy: nameOf(row.by),
    recordedAt: row.at,
    end:
      row.end_day === null || row.end_words === null
        ? null
        : { day: row.end_day, reason: endWords(at, row.id, row.end_words), by: nameOf(row.end_by as string) },
    can: row.end_day === null && at.actor.grants.includes('privacy.write') ? ['end'] : [],
  }
}

/** The ledger of a person, newest first. Whoever calls has looked whether this actor sees the person. */
export async function ledgerOf(at: At, personId: string): Promise<{ rows: Shown[] }> {
  const [rows, nameOf, bodies] = await Promise.all([groundRows(at, personId), namesOfActors(at), bodiesOf(at)])
  const bodyNames = new Map(bodies.map(({ id, name }) => [id, name]))
  return { rows: rows.map((row) => shown(at, row, nameOf, bodyNames)) }
}
