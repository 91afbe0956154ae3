import { namesOfGuests } from '../glass/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'

/** Names for the register: the desk's members, those who came through the glass with their desk, others from elsewhere as `guest`. */
export async function namesInRegister(at: At): Promise<(actor: string) => string> {
  const [members, guests] = await Promise.all([namesOfActors(at), namesOfGuests(at)])
  return (actor) => guests(actor) ?? (actor.startsWith('guest:') ? 'guest' : members(actor))
}
