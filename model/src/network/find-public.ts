import { millisecondsOf } from '../calendar.ts'
import { fold } from '../codes/fold.ts'
import { type IdOf, type PublicService, termIdsOf } from './hsds.ts'

/** What the public feed may be asked for. */
export type Asked = {
  search?: string | undefined
  taxonomy_term_id?: string | undefined
  taxonomy_id?: string | undefined
  organization_id?: string | undefined
  modified_after?: string | undefined
  need?: string | undefined
  language?: string | undefined
}

/** Every word of a text stands in one of these texts; accents and case do not count. */
export function hasWords(text: string | undefined, texts: readonly string[]): boolean {
  const words = fold(text ?? '').split(' ')
  const all = texts.map(fold).join(' ')
  return words.every((word) => all.includes(word))
}

/** The public services that are asked for. */
export function askedFor(services: readonly PublicService[], asked: Asked, idOf: IdOf): PublicService[] {
  const { taxonomy_id, taxonomy_term_id } = asked
  const since = asked.modified_after
  const after = since && millisecondsOf(since.includes('T') ? since : `${since}T00:00:00Z`)
  const taxonomies = ['needs', 'access'].map((name) => idOf('taxonomy', name))
  return services.filter((it) => {
    const { facts, organisation } = it
    const ids = termIdsOf(it, idOf)
    const sorted = taxonomy_id === taxonomies[0] ? facts.needs.length > 0 : facts.withoutPermit === 'yes'
    return (
      hasWords(asked.search, [it.name, organisation.name, it.area, facts.about.it, facts.about.en]) &&
      (!taxonomy_term_id || ids.includes(taxonomy_term_id)) &&
      (!taxonomy_id || (taxonomies.includes(taxonomy_id) && sorted)) &&
      (!asked.organization_id || organisation.id === asked.organization_id) &&
      (!after || millisecondsOf(it.changedAt) >= after) &&
      (!asked.need || facts.needs.some((need) => need === asked.need)) &&
      (!asked.language || facts.languages.some((language) => language === asked.language))
    )
  })
}

/** One page of a list, counted as the standard counts. */
export function pageOfList<T>(list: readonly T[], page: number, size: number) {
  const contents = list.slice((page - 1) * size, page * size)
  const total_pages = Math.max(1, Math.ceil(list.length / size))
  return {
    total_items: list.length,
    total_pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= total_pages,
    empty: contents.length === 0,
    contents,
  }
}
