import type { z } from 'zod'
import type { CivilDate } from '#model/calendar.ts'
import type { Ground } from '#model/grounds/contract.ts'
import { takesSignature } from '#model/grounds/rules.ts'
import { namesOfActors } from '../identity/asks.ts'
import { erasedOf } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { bodiesOf, endWords, type GroundRow, groundRows, groundWords } from './store.ts'

type Shown = z.input<typeof Ground>

/** Whether an image of the signature may be added to an entry still. */
export const takesImage = (at: At, row: GroundRow): boolean =>
  row.signed_kind === null &&
  takesSignature(
    {
      how: row.how as Ground['how'],
      fromDay: row.from_day as CivilDate,
      untilDay: row.until_day as CivilDate | null,
      end: row.end_day === null ? null : { day: row.end_day as CivilDate },
    },
    at.today,
  )

function shown(at: At, row: GroundRow, nameOf: (actor: string) => string, bodyNames: Map<string, string>): Shown {
  const notice =
    row.notice_kind === null
      ? null
      : ({
          kind: row.notice_kind,
          version: row.notice_version,
          language: row.notice_language,
        } as NonNullable<Shown['notice']>)
  const end =
    row.end_day === null || row.end_words === null
      ? null
      : { day: row.end_day, reason: endWords(at, row.id, row.end_words), by: nameOf(row.end_by as string) }
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
    signature: row.signed_bytes
      ? {
          kind: row.signed_kind as NonNullable<Shown['signature']>['kind'],
          by: nameOf(row.signed_by as string),
          at: row.signed_at as string,
        }
      : null,
    end,
    can: at.actor.grants.includes('privacy.write')
      ? [...(end === null ? (['end'] as const) : []), ...(takesImage(at, row) ? (['sign'] as const) : [])]
      : [],
  }
}

/** The ledger of a person, newest first. Whoever calls has looked whether this actor sees the person. */
export async function ledgerOf(at: At, personId: string): Promise<{ rows: Shown[]; erased: boolean }> {
  const [rows, nameOf, bodies, gone] = await Promise.all([
    groundRows(at, personId),
    namesOfActors(at),
    bodiesOf(at),
    erasedOf(at, [personId]),
  ])
  const erased = gone.has(personId)
  const bodyNames = new Map(bodies.map(({ id, name }) => [id, name]))
  return {
    rows: rows.map((row) => ({ ...shown(at, row, nameOf, bodyNames), ...(erased && { can: [] }) })),
    erased,
  }
}
