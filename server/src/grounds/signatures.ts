import { sql } from 'kysely'
import { imageType, keptImage, type NewSignature } from '#model/grounds/signature.ts'
import type { At } from '../platform/door.ts'
import { invalid } from '../platform/failure.ts'
import type { WholeFile } from '../platform/file-answer.ts'
import { on } from './store.ts'

const spot = (ground: string) => ({ in: 'ground_signature.image', id: ground })

/** The bytes of an image as it is kept; refused where they are none. */
export function imageOf({ image }: NewSignature, at: string): Buffer {
  const kept = keptImage(Buffer.from(image, 'base64'))
  if ('wrong' in kept) throw invalid({ pointer: `${at}/image`, code: kept.wrong })
  return Buffer.from(kept.bytes)
}

/** Adds the image of a signature to a ground; false if it has one. Of two at once the second waits for the first and is told so. */
export async function insertSignature(at: At, ground: string, kind: NewSignature['kind'], bytes: Buffer) {
  const inserted = await on(at)
    .insertInto('ground_signature')
    .values({
      desk_id: at.desk.id,
      ground_id: ground,
      kind,
      image: at.vault.sealBytes(spot(ground), bytes),
      by: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('ground_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The images held of a person, or of one ground, by ground. What was erased is none. */
export async function signaturesOf(at: At, personId: string, ground?: string): Promise<Map<string, WholeFile>> {
  const { rows } = await sql<{ ground_id: string; image: Buffer }>`
    select s.ground_id, s.image from ground_signature s join legal_ground g on g.desk_id = s.desk_id and g.id = s.ground_id
    where s.desk_id = ${at.desk.id} and g.person_id = ${personId} and length(s.image) > 0
      ${ground === undefined ? sql`` : sql`and s.ground_id = ${ground}`}`.execute(at.tx)
  return new Map(
    rows.map(({ ground_id, image }) => {
      const bytes = at.vault.openBytes(spot(ground_id), image)
      const type = imageType(bytes) ?? 'application/octet-stream'
      return [ground_id, { bytes, type, name: type === 'image/png' ? 'firma.png' : 'firma.jpg' }]
    }),
  )
}
