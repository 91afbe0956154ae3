import type { Tryout } from '#model/tryout/contract.ts'
import type { At } from '../platform/door.ts'
import { notPossible } from '../platform/failure.ts'
import { empty, fill, isImporting, isTryout, standing } from './store.ts'

/** Goes on only in a desk for trying out. */
export async function inTryout(at: At): Promise<void> {
  if (!(await isTryout(at))) throw notPossible('not-tryout')
}

export async function fillDesk(at: At): Promise<Tryout> {
  await inTryout(at)
  await fill(at)
  return standing(at)
}

/** A foreign key that points nowhere, or two who wait for each other: somebody wrote while the records were taken away. */
const DISTURBED = ['23503', '40P01']

export async function emptyDesk(at: At): Promise<Tryout> {
  await inTryout(at)
  if (await isImporting(at)) throw notPossible('import-running')
  try {
    await empty(at)
  } catch (error) {
    if (DISTURBED.includes((error as { code?: string }).code ?? '')) throw notPossible('somebody-writes')
    throw error
  }
  return standing(at)
}
