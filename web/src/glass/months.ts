/** The last twenty-four months, the newest first, as choices. */
export function lastMonths(now: Date, lang: string): { value: string; label: string }[] {
  const says = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { month: 'long', year: 'numeric' })
  return Array.from({ length: 24 }, (_, back) => {
    const first = new Date(now.getFullYear(), now.getMonth() - back, 1)
    const value = `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, '0')}`
    return { value, label: says.format(first) }
  })
}
