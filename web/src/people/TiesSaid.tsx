import { Link } from '@tanstack/react-router'
import { formatPartialDate } from '#model/calendar.ts'
import { contactWays, mediatorWishes } from '#model/codes/contact-ways.ts'
import { languages } from '#model/codes/languages.ts'
import { ageSources, companions, guardianStates } from '#model/codes/minors.ts'
import { livingPlaces } from '#model/codes/relations.ts'
import type { SafeContact } from '#model/people/contract.ts'
import type { NewMinor, Relative, RelativeFact } from '#model/people/ties-contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { isSaid, useCodes } from '../ui/codes.ts'
import { Icon } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'

type Line = [label: string, value: string]

function Lines({ lines, text }: { lines: readonly Line[]; text: string }) {
  return (
    <>
      <dl className="facts facts-grid">
        {lines
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="personal">{value}</dd>
            </div>
          ))}
      </dl>
      {text && <p className="prose personal">{text}</p>}
    </>
  )
}

/** How the person is reached safely: what was said of it, and nothing of what was not asked. */
export function SafeContactSaid({ fact }: { fact: SafeContact }) {
  const { t } = useText()
  const codes = useCodes()
  const yesNo = (given: string) => (isSaid(given) ? t(`people.${given}`) : '')
  return (
    <Lines
      lines={[
        [t('people.callName'), fact.callName],
        [t('people.ways'), isSaid(fact.ways) ? codes.several(contactWays, fact.ways) : ''],
        [t('people.never'), isSaid(fact.never) ? codes.several(contactWays, fact.never) : ''],
        [t('people.when'), fact.when],
        [t('people.where'), fact.where],
        [t('people.mayLeaveWord'), yesNo(fact.mayLeaveWord)],
        [t('people.maySayWho'), yesNo(fact.maySayWho)],
        [t('people.language'), isSaid(fact.language) ? codes.one(languages, fact.language) : ''],
        [t('people.canRead'), yesNo(fact.canRead)],
        [t('people.mediator'), isSaid(fact.mediator) ? codes.one(mediatorWishes, fact.mediator) : ''],
      ]}
      text={fact.text}
    />
  )
}

/** The same beside the name in a case, in one line: what must be known before somebody takes up the phone. */
export function SafeContactLine({ fact, personId }: { fact: SafeContact; personId: string }) {
  const { t } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const never = isSaid(fact.never) ? codes.several(contactWays, fact.never) : ''
  const said = [
    fact.callName && t('people.ask-for', { name: fact.callName }),
    isSaid(fact.ways) ? codes.several(contactWays, fact.ways) : '',
    fact.when,
    fact.where,
    fact.maySayWho === 'no' ? t('people.say-not-who') : '',
    fact.mayLeaveWord === 'no' ? t('people.leave-no-word') : '',
    isSaid(fact.mediator) && fact.mediator !== 'no'
      ? `${t('people.mediator')}: ${codes.one(mediatorWishes, fact.mediator).toLowerCase()}`
      : '',
  ].filter(Boolean)
  return (
    <p className="safe-contact">
      <Icon name="phone" small />
      <span>
        <Link to="/$desk/persone/$id" params={{ desk: desk.code, id: personId }}>
          {t('people.safe-contact')}
        </Link>{' '}
        {never && (
          <Chip icon="danger" tone="red">
            {t('people.never-so', { ways: never.toLowerCase() })}
          </Chip>
        )}{' '}
        <span className="personal">{said.join(' · ')}</span>
      </span>
    </p>
  )
}

/** With whom a minor is here, and who answers for her or him. */
export function MinorSaid({ fact }: { fact: Omit<NewMinor, 'no'> }) {
  const { t } = useText()
  const codes = useCodes()
  return (
    <Lines
      lines={[
        [t('people.companion'), codes.one(companions, fact.companion)],
        [t('people.guardian'), codes.one(guardianStates, fact.guardian)],
        [t('people.ageFrom'), codes.one(ageSources, fact.ageFrom)],
      ]}
      text={fact.text}
    />
  )
}

/** How somebody of the family is called here. */
export function useRelativeName(): (relative: Relative) => string {
  const { t } = useText()
  return ({ other, hidden, history }) => {
    if (hidden) return t('people.relative-hidden')
    return other ? other.name || other.code || t('people.unnamed') : (history[0]?.name ?? '')
  }
}

/** What is said of somebody of the family, beside the name. */
export function RelativeSaid({ fact, birthDate }: { fact: RelativeFact; birthDate: RelativeFact['birthDate'] }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const born = birthDate && t('people.born', { day: formatPartialDate(birthDate, lang) })
  const lives = isSaid(fact.place) ? codes.one(livingPlaces, fact.place) : ''
  const said = [born, lives, fact.dependent === 'yes' ? t('people.dependent-short') : ''].filter(Boolean)
  return (
    <>
      {fact.withdrawn && <Chip icon="undo">{t('people.tie-withdrawn')}</Chip>}
      {said.length > 0 && <small className="personal">{said.join(' · ')}</small>}
      {fact.text && <small className="personal">{fact.text}</small>}
    </>
  )
}
