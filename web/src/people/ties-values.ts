import { isAnswered } from '#model/codes/answer.ts'
import type { ContactWay } from '#model/codes/contact-ways.ts'
import type { Relation } from '#model/codes/relations.ts'
import type {
  MinorFact,
  NewMinor,
  NewRelative,
  NewSafeContact,
  Relative,
  SafeContactFact,
} from '#model/people/ties-contract.ts'
import { relativeProblem, safeContactProblem } from '#model/people/ties-rules.ts'
import { todayHere } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { answer, dateOf, missing, readWhen, sayOf } from '../ui/read.ts'
import type { InlinePerson } from './PersonPicker.tsx'

/** The forms, as they are typed. `no`: after which record it was begun. */
export type SafeContactValues = Omit<NewSafeContact, 'no'>
export type MinorValues = Omit<NewMinor, 'no'>
export type RelativeValues = {
  of: string | null
  no: number
  /** Whether the other one is a person of the desk, or known only by what is told. */
  who: 'desk' | 'told'
  other: string | null
  otherName: string
  inline: InlinePerson | null
  relation: Relation | ''
  name: string
  birthDate: string
  place: NewRelative['place']
  dependent: NewRelative['dependent']
  text: string
}

export const safeContactValues = (latest: SafeContactFact | undefined): SafeContactValues => ({
  callName: latest?.callName ?? '',
  ways: latest?.ways ?? 'not_asked',
  never: latest?.never ?? 'not_asked',
  when: latest?.when ?? '',
  where: latest?.where ?? '',
  mayLeaveWord: latest?.mayLeaveWord ?? 'not_asked',
  maySayWho: latest?.maySayWho ?? 'not_asked',
  language: latest?.language ?? 'not_asked',
  canRead: latest?.canRead ?? 'not_asked',
  mediator: latest?.mediator ?? 'not_asked',
  text: latest?.text ?? '',
})

export const minorValues = (latest: MinorFact | undefined): MinorValues => ({
  companion: latest?.companion ?? 'not_asked',
  guardian: latest?.guardian ?? 'not_asked',
  ageFrom: latest?.ageFrom ?? 'not_asked',
  text: latest?.text ?? '',
})

export function relativeValues(of: string | null, known: Relative | undefined): RelativeValues {
  const latest = known?.history[0]
  return {
    of,
    no: latest?.no ?? 0,
    who: known && !known.other ? 'told' : 'desk',
    other: known?.other?.id ?? null,
    otherName: known?.other ? known.other.name || known.other.code : '',
    inline: null,
    relation: latest?.relation ?? '',
    name: latest?.name ?? '',
    birthDate: dateOf(latest?.birthDate),
    place: latest?.place ?? 'not_asked',
    dependent: latest?.dependent ?? 'not_asked',
    text: latest?.text ?? '',
  }
}

export const readSafeContact = (body: SafeContactValues): Read<SafeContactValues> =>
  answer(body, safeContactProblem(body) ? { never: 'people.way-twice' } : {})

export const readMinor = (body: MinorValues): Read<MinorValues> => answer(body, {})

/** What is read of the form of a relative on a person's page. */
export const readRelative =
  (personId: string) =>
  (values: RelativeValues): Read<NewRelative> => {
    const { no, relation, place, dependent, text } = values
    const isTold = values.who === 'told'
    const { date, wrong } = isTold ? readWhen('birthDate', values.birthDate) : { date: null, wrong: {} }
    const body: NewRelative = {
      no,
      relation: relation as Relation,
      place,
      dependent,
      text: text.trim(),
      other: isTold ? null : values.other,
      name: isTold ? values.name.trim() : '',
      birthDate: date,
      withdrawn: false,
    }
    const chosen = !isTold && otherWrong(values.other, personId)
    const beside = isTold && Object.keys(wrong).length === 0 ? sayOf(relativeProblem(body, personId, todayHere())) : {}
    return answer(body, {
      ...missing({ relation }, ['relation']),
      ...(chosen && { other: chosen }),
      ...wrong,
      ...beside,
    })
  }

function otherWrong(other: string | null, personId: string): string | undefined {
  if (other === null) return 'people.relative-unchosen'
  return other === personId ? 'people.relative-self' : undefined
}

/** What is chosen last holds: a way that is safe is not one that is never taken. */
export function waysChosen<K extends 'ways' | 'never'>(
  which: K,
  chosen: SafeContactValues[K],
  values: Pick<SafeContactValues, 'ways' | 'never'>,
): Partial<SafeContactValues> {
  const beside = which === 'ways' ? 'never' : 'ways'
  const rest = values[beside]
  if (!isAnswered(chosen) || !isAnswered(rest)) return { [which]: chosen }
  return { [which]: chosen, [beside]: rest.filter((way: ContactWay) => !chosen.includes(way)) }
}
