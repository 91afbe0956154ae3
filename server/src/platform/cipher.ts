import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const VERSION = 1
const HEAD = 1 + 4 + 12

/** AES-256-GCM: version, number of the key, nonce, what is sealed, tag. It opens only where `bound` says that it stands. */
export function encrypt(key: KeyObject, no: number, bound: string, plain: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(bound))
  const head = Buffer.alloc(5)
  head.writeUInt8(VERSION, 0)
  head.writeUInt32BE(no, 1)
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export function decrypt(key: KeyObject, bound: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(5, HEAD))
  decipher.setAAD(Buffer.from(bound))
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(HEAD, -16)), decipher.final()])
}

/** Number of the key that a value is sealed with. Throws if it is no sealed value. */
export function numberOf(sealed: Buffer): number {
  if (sealed.readUInt8(0) !== VERSION) throw new Error('not a sealed value')
  return sealed.readUInt32BE(1)
}
