import { hash, verify } from '@node-rs/argon2'

/** argon2id, 19 MiB, two passes (OWASP's smallest recommended setting; 18 ms on the reference machine). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let dummy: Promise<string> | undefined

/** Takes as long for an unknown account as for a known one: there is always a hash to compare with. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password')
  const fits = await verify(stored ?? (await dummy), password)
  return stored !== undefined && fits
}
