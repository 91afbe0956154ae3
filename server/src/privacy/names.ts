import { namesOfGuests } from '../glass/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { bodiesOfLinks } from '../referrals/asks.ts'

/**
 * Names for the register: the desk's members, those who came through the glass with their desk, others from elsewhere as
 * `guest`, and the body to which a link was given. `actors`: those that are to be named.
 */
export async function namesInRegister(at: At, actors: readonly string[]): Promise<(actor: string) => string> {
  const [members, guests, bodies] = await Promise.all([namesOfActors(at), namesOfGuests(at), bodiesOfLinks(at, actors)])
  return (actor) => guests(actor) ?? bodies.get(actor) ?? (actor.startsWith('guest:') ? 'guest' : members(actor))
}
