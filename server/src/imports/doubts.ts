import type { z } from 'zod'
import type { Doubt } from '#model/imports/contract.ts'
import { alikePersons, seesPerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound, unknownId } from '../platform/failure.ts'
import { recordRow, sealedOf } from './person-rows.ts'
import { countDoubts, firstDoubts, noteSource, personOfDoubt, takeDoubt } from './person-store.ts'
import { type RunRow, saveRun } from './store.ts'

const SHOWN = 20

/** Rows that wait, with those they look like as the desk's records are now. */
export async function presentDoubts(at: At, run: string): Promise<{ rows: z.input<typeof Doubt>[]; total: number }> {
  const [rows, total] = await Promise.all([firstDoubts(at, run, SHOWN), countDoubts(at, run)])
  return {
    total,
    rows: await Promise.all(
      rows.map(async (doubt) => {
        const person = personOfDoubt(at, doubt)
        return { id: doubt.id, row: doubt.row, person, alike: await alikePersons(at, sealedOf(person)) }
      }),
    ),
  }
}

/**
 * Ends a doubt: the row is a person of the desk, whose record stays as it is and whom the number of the row now finds; or
 * somebody new, who is recorded.
 */
export async function settle(
  at: At,
  { id: run, counts }: RunRow,
  doubtId: string,
  person: string | null,
): Promise<void> {
  if (person !== null && !(await seesPerson(at, person))) throw unknownId('/person')
  const doubt = await takeDoubt(at, run, doubtId)
  if (!doubt) throw notFound()
  if (person !== null) await noteSource(at, doubt.tag, person)
  else await recordRow(at, personOfDoubt(at, doubt), doubt.tag)
  await saveRun(at, run, {
    counts: { ...counts, doubts: counts.doubts - 1, personsAdded: counts.personsAdded + (person === null ? 1 : 0) },
  })
}
