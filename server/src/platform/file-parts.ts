/** Files lie in rows of a megabyte, each sealed and bound to its file and number: a part that was moved does not open. */
export const PART = 1024 * 1024

/** Where a part stands, for the vault. */
export const partSpot = (column: string, id: string, no: number) => ({ in: column, id: `${id}#${no}` })

/** Bytes as parts; what comes in pieces is never put together as a whole. */
export function* inParts(pieces: Iterable<Buffer>): Generator<{ no: number; bytes: Buffer }> {
  let no = 0
  let waiting: Buffer[] = []
  let size = 0
  for (const piece of pieces)
    for (let from = 0; from < piece.length; ) {
      const taken = piece.subarray(from, from + PART - size)
      waiting.push(taken)
      size += taken.length
      from += taken.length
      if (size < PART) continue
      yield { no: no++, bytes: Buffer.concat(waiting) }
      waiting = []
      size = 0
    }
  if (size > 0) yield { no, bytes: Buffer.concat(waiting) }
}
