import type { DraftKind } from '#model/drafts/contract.ts'

/** What is kept of a form: the values, and how many times they changed. */
export type Kept = { edition: number; values: unknown }

/** One draft, from the device or from the server. `waits`: this device has it and the server does not yet. */
export type DraftCopy = {
  id: string
  kind: DraftKind
  record: string | null
  kept: Kept
  savedAt: string
  waits?: boolean
}

/** The body of a draft as it travels: opaque to the server. */
export const packDraft = (kept: Kept): string => JSON.stringify(kept)

export function unpackDraft(body: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(body)
    if (typeof kept !== 'object' || kept === null || !('values' in kept) || !('edition' in kept)) return null
    return typeof kept.edition === 'number' ? { edition: kept.edition, values: kept.values } : null
  } catch {
    return null
  }
}

/**
 * The copies of one place in a form, each draft once: of a draft that is both here and on the server the higher edition
 * counts, and where they are even the server's, which is seen from every device. Latest saved first.
 */
export function newestDrafts(local: readonly DraftCopy[], server: readonly DraftCopy[]): DraftCopy[] {
  const best = new Map<string, DraftCopy>()
  for (const copy of [...server, ...local]) {
    const before = best.get(copy.id)
    if (!before || copy.kept.edition > before.kept.edition) best.set(copy.id, copy)
  }
  return [...best.values()].sort((one, other) => (one.savedAt < other.savedAt ? 1 : -1))
}
