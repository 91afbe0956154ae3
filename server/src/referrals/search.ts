import { fold } from '#model/codes/fold.ts'
import { MOST_REFERRALS_FOUND, MOST_REFERRALS_SEARCHED } from '#model/referrals/contract-acts.ts'
import type { At } from '../platform/door.ts'
import { lastReferrals } from './list.ts'
import { linesOf } from './present.ts'

type Lines = Awaited<ReturnType<typeof linesOf>>

const wordsOf = ({ personName, service, fromDesk, toDesk }: Lines[number]): string[] =>
  fold([personName, service.name, fromDesk.name, toDesk.name].filter(Boolean).join(' ')).split(' ')

/** Referrals of a way that have each word that was typed, or its beginning, in a name that this side sees. Names lie sealed: they are opened. */
export async function referralsFound(
  at: At,
  { way, text }: { way: 'in' | 'out'; text: string },
): Promise<{ rows: Lines; all: boolean }> {
  const asked = fold(text).split(' ').filter(Boolean)
  const rows = await lastReferrals(at, way, MOST_REFERRALS_SEARCHED + 1)
  const lines = await linesOf(at, rows.slice(0, MOST_REFERRALS_SEARCHED))
  const found = lines.filter((line) => {
    const words = wordsOf(line)
    return asked.length > 0 && asked.every((part) => words.some((word) => word.startsWith(part)))
  })
  const all = rows.length <= MOST_REFERRALS_SEARCHED && found.length <= MOST_REFERRALS_FOUND
  return { rows: found.slice(0, MOST_REFERRALS_FOUND), all }
}
