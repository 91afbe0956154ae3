/** `9`, `930`, `9.30`, `09:30` → `09:30`; empty → `null`; anything else is not a time. */
export function readTime(text: string): string | null | undefined {
  const bare = text.trim()
  if (!bare) return null
  const found = /^(\d{1,2})(?:[:.,h ]?(\d{2}))?$/.exec(bare)
  if (!found) return undefined
  const hour = Number(found[1])
  const minute = Number(found[2] ?? 0)
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
