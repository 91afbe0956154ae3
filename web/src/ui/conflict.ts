/** A field that was changed by both: the second writer picks. */
export type Clash<T> = { field: keyof T & string; mine: T[keyof T & string]; theirs: T[keyof T & string] }

/**
 * Three versions of a record: as it was when I began, as I want it, as it is now. What only one of us touched is kept from
 * that one; what both changed to different things is a clash and stands at theirs until I pick. Of a field whose beginning
 * is not known both are taken to have changed it.
 */
export function mergeEdits<T extends Record<string, unknown>>(
  base: Partial<T>,
  mine: T,
  theirs: T,
): { merged: T; clashes: Clash<T>[]; theirsOnly: (keyof T & string)[] } {
  const merged = { ...theirs }
  const clashes: Clash<T>[] = []
  const theirsOnly: (keyof T & string)[] = []
  for (const field of Object.keys(mine) as (keyof T & string)[]) {
    const iChanged = !isSame(base[field], mine[field])
    const theyChanged = !isSame(base[field], theirs[field])
    if (iChanged && theyChanged && !isSame(mine[field], theirs[field]))
      clashes.push({ field, mine: mine[field], theirs: theirs[field] })
    else if (iChanged) merged[field] = mine[field]
    else if (theyChanged) theirsOnly.push(field)
  }
  return { merged, clashes, theirsOnly }
}

/** Same content, whatever the order of keys; lists of codes count as sets. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`
  if (value && typeof value === 'object')
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${key}:${canonical(item)}`)
      .join()}}`
  return JSON.stringify(value) ?? 'undefined'
}
