/** The name of an act in words; a command or job that has none is called by its name. */
export function sayAct(act: string, t: (key: string) => string): string {
  const key = `privacy.act.${act}`
  const said = t(key)
  return said === key ? act : said
}
