import type { z } from 'zod'
import type { NewPerson, Person } from '#model/people/contract.ts'
import { readDate, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'

/** The form of a person, as it is typed. */
export type PersonValues = {
  givenName: string
  familyName: string
  otherNames: string
  birthDate: string
  phones: string
  documentKind: string
  documentNumber: string
  address: string
  code: string
  /** `null`: leave what is recorded. */
  taxCode: string | null
  sex: string
  citizenship: string
}

export const emptyPerson: PersonValues = {
  givenName: '',
  familyName: '',
  otherNames: '',
  birthDate: '',
  phones: '',
  documentKind: 'passport',
  documentNumber: '',
  address: '',
  code: '',
  taxCode: '',
  sex: 'not_asked',
  citizenship: 'not_asked',
}

type Body = Omit<z.input<typeof NewPerson>, 'id'>

/** The body of a call, or which fields cannot be read. Documents beyond the first are carried along untouched. */
export function readPerson(values: PersonValues, moreDocuments: Body['identity']['documents'] = []): Read<Body> {
  const birth = values.birthDate.trim() ? readDate(values.birthDate, true) : null
  if (birth && !birth.ok) return { ok: false, wrong: { birthDate: `ui.date.${birth.reason}` } }
  const first = values.documentNumber.trim()
    ? [{ kind: values.documentKind as 'passport', number: values.documentNumber.trim() }]
    : []
  return {
    ok: true,
    body: {
      identity: {
        givenName: values.givenName,
        familyName: values.familyName,
        otherNames: values.otherNames,
        birthDate: birth?.ok ? birth.date : null,
        phones: splitPhones(values.phones),
        documents: [...first, ...(moreDocuments ?? [])].slice(0, 5),
        address: values.address,
        code: values.code,
      },
      ...(values.taxCode !== null && { taxCode: values.taxCode.trim().toUpperCase() || null }),
      sex: values.sex as Body['sex'],
      citizenship: values.citizenship as Body['citizenship'],
    },
  }
}

/** Several numbers in one field, divided by comma, semicolon, slash or line. */
export const splitPhones = (text: string): string[] =>
  text
    .split(/[,;/\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .slice(0, 5)

export function valuesOfPerson(person: Pick<Person, 'identity' | 'sex' | 'citizenship'>): PersonValues {
  const { identity } = person
  return {
    givenName: identity.givenName,
    familyName: identity.familyName,
    otherNames: identity.otherNames,
    birthDate: identity.birthDate ? typed(identity.birthDate) : '',
    phones: identity.phones.join(', '),
    documentKind: identity.documents[0]?.kind ?? 'passport',
    documentNumber: identity.documents[0]?.number ?? '',
    address: identity.address,
    code: identity.code,
    taxCode: null,
    sex: person.sex,
    citizenship: person.citizenship,
  }
}

export const nameOf = (values: Pick<PersonValues, 'givenName' | 'familyName' | 'code'>): string =>
  `${values.givenName} ${values.familyName}`.trim() || values.code

/** What was searched becomes the name, so that nothing is typed twice; digits are a phone. */
export function splitName(text: string): Partial<PersonValues> {
  const words = text.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) return {}
  if (/^[+\d\s]+$/.test(text.trim())) return { phones: text.trim() }
  return { familyName: words[0] ?? '', givenName: words.slice(1).join(' ') }
}
