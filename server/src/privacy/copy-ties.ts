import { formatInstant, formatPartialDate, type PartialDate } from '#model/calendar.ts'
import { contactWays, mediatorWishes } from '#model/codes/contact-ways.ts'
import { languages } from '#model/codes/languages.ts'
import { ageSources, companions, guardianStates } from '#model/codes/minors.ts'
import { livingPlaces, relations } from '#model/codes/relations.ts'
import type { MinorFact, RelativeFact, SafeContactFact } from '#model/people/ties-contract.ts'
import type { tiesOfPerson } from '../people/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, type Line, part, section, words } from './page.ts'

type Told = Awaited<ReturnType<typeof tiesOfPerson>>

/**
 * How the person is reached safely, with whom a minor is here, and the family, each record as it was. Of a relative whom the desk
 * knows it says that it does, and no name: what is recorded of her or him is in another copy.
 */
export function tiesPart(speech: Speech, { safeContact, minor, relatives }: Told, withheld: readonly string[]): string {
  const { say, name, names, lang, comma } = speech
  /** Names of others, and what colleagues wrote, are left out with the notes. */
  const noted = (text: string) => (withheld.includes('case-notes') ? '' : text)
  const told = (text: string) => (withheld.includes('case-notes') || !text ? '' : words(text))
  const written = (at: string): Line => [say('copy.paper-noted'), formatInstant(at, lang)]
  const yesNo = (given: string) => say(`copy.answer.${given}`)
  const contact = (fact: SafeContactFact) =>
    part(
      say('copy.ties-contact'),
      facts([
        [say('copy.ties-call-name'), fact.callName],
        [say('copy.ties-ways'), names(contactWays, fact.ways)],
        [say('copy.ties-never'), names(contactWays, fact.never)],
        [say('copy.ties-when'), fact.when],
        [say('copy.ties-where'), fact.where],
        [say('copy.ties-leave-word'), yesNo(fact.mayLeaveWord)],
        [say('copy.ties-say-who'), yesNo(fact.maySayWho)],
        [say('copy.ties-language'), name(languages, fact.language)],
        [say('copy.ties-reads'), yesNo(fact.canRead)],
        [say('copy.ties-mediator'), name(mediatorWishes, fact.mediator)],
        written(fact.at),
      ]) + told(fact.text),
    )
  const minorSaid = (fact: MinorFact) =>
    part(
      say('copy.ties-minor'),
      facts([
        [say('copy.ties-companion'), name(companions, fact.companion)],
        [say('copy.ties-guardian'), name(guardianStates, fact.guardian)],
        [say('copy.ties-age-from'), name(ageSources, fact.ageFrom)],
        written(fact.at),
      ]) + told(fact.text),
    )
  const relative = (isKnown: boolean) => (fact: RelativeFact) => {
    const title = `${say('copy.ties-relative')}: ${name(relations, fact.relation)}`
    return part(
      [title, ...(fact.withdrawn ? [say('copy.pathway.withdrawn')] : [])].join(comma),
      facts([
        [say('copy.given-name'), isKnown ? say('copy.ties-known') : noted(fact.name)],
        [say('copy.birth-date'), fact.birthDate && formatPartialDate(fact.birthDate as PartialDate, lang)],
        [say('copy.ties-lives'), name(livingPlaces, fact.place)],
        [say('copy.ties-dependent'), yesNo(fact.dependent)],
        written(fact.at),
      ]) + told(fact.text),
    )
  }
  const rows = [
    ...safeContact.map((fact) => contact(fact as SafeContactFact)),
    ...minor.map((fact) => minorSaid(fact as MinorFact)),
    ...relatives.flatMap(({ other, hidden, history }) =>
      history.map((fact) => relative(other !== null || hidden)(fact as RelativeFact)),
    ),
  ]
  return rows.length === 0 ? '' : section(say('copy.ties'), rows, '')
}
