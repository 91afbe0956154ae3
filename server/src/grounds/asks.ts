import type { CivilDate } from '#model/calendar.ts'
import type { Purpose } from '#model/codes/purposes.ts'
import { mayShare, type NotArranged } from '#model/grounds/arrangements.ts'
import type { Arrangement, Ground } from '#model/grounds/contract.ts'
import { coverOf, type NotCovered, type Wish } from '#model/grounds/rules.ts'
import type { At } from '../platform/door.ts'
import { arrangementsOf } from './arrangement-store.ts'
import { ledgerOf } from './present.ts'
import { signaturesOf } from './signatures.ts'
import { bodiesOf } from './store.ts'

/** The ledger of a person whom this actor sees. */
export const groundsOf = (at: At, personId: string) => ledgerOf(at, personId)

/** The images of signatures that are held of a person whom this actor sees, by ground. */
export const signatureImagesOf = (at: At, personId: string) => signaturesOf(at, personId)

/** Whether a body is one of the network. */
export const knowsBody = async (at: At, id: string): Promise<boolean> =>
  (await bodiesOf(at)).some((body) => body.id === id)

/** The name of the desk's own body, the controller. */
export const ownBodyOf = async (at: At): Promise<string> => (await bodiesOf(at)).find((body) => body.own)?.name ?? ''

/** What lets the desk's own body give data to another one today, or why nothing does. */
async function arrangedWith(at: At, purpose: Purpose) {
  const [arrangements, bodies] = await Promise.all([arrangementsOf(at), bodiesOf(at)])
  const own = bodies.find((body) => body.own)?.id ?? ''
  return (other: string) => mayShare(arrangements as Arrangement[], own, other, purpose, at.today as CivilDate)
}

/** To which of these bodies nothing may be given for a purpose today, whoever the person is, for want of an arrangement. */
export async function notArranged(at: At, bodies: readonly string[], purpose: Purpose): Promise<string[]> {
  const arranged = await arrangedWith(at, purpose)
  return bodies.filter((body) => 'reasons' in arranged(body))
}

export type Weighed = { ground: string | null; arrangement: string | null; reasons: (NotCovered | NotArranged)[] }

/**
 * What covers a wish to give data of a person today: an entry of the ledger and, between bodies of the network, an
 * arrangement. What is missing stands in `reasons`; with one there, nothing may be given. Whoever gives asks in the
 * transaction of the giving, and listens to `ground.ended` (outbox) to stop what is under way.
 */
export async function weigh(at: At, personId: string, wish: Wish): Promise<Weighed> {
  const [ledger, arranged] = await Promise.all([ledgerOf(at, personId), arrangedWith(at, wish.purpose)])
  const cover = coverOf(ledger.rows as Ground[], wish, at.today)
  const share = wish.recipient === 'body' && wish.body !== null ? arranged(wish.body) : { by: null }
  return {
    ground: 'by' in cover ? cover.by : null,
    arrangement: 'by' in share ? share.by : null,
    reasons: [...('reasons' in cover ? cover.reasons : []), ...('reasons' in share ? share.reasons : [])],
  }
}
