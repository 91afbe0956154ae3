import { type CivilDate, formatDate, formatPartialDate, type PartialDate } from '#model/calendar.ts'
import { unansweredLabels } from '#model/codes/answer.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { type CodeItem, label } from '#model/codes/code-list.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import { profiles } from '#model/codes/profiles.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import type { Speak } from '#model/message-catalogue.ts'
import { Scope, type Snapshot } from '#model/referrals/contract.ts'
import type { PageLanguage } from '../platform/link-pages.ts'

const lists: Partial<Record<Scope, readonly CodeItem[]>> = {
  need: needs,
  language: languages,
  sex: sexes,
  citizenship: citizenships,
  stayDocument: stayDocuments,
  profile: profiles,
  sector: sectors,
  workForm: workForms,
}

/** A snapshot in words, in the order of its fields. */
export function factRows(snapshot: Snapshot, say: Speak, language: PageLanguage): [string, string][] {
  /** One under the other, each with its day. */
  const entries = (scope: 'services' | 'notes', rows: readonly { day: CivilDate; kind: string; text: string }[]) =>
    rows
      .map(({ day, kind, text }) => {
        const ofNote = kind === 'other' ? '' : label(noteKinds, kind, language)
        return [formatDate(day, language), scope === 'services' ? label(needs, kind, language) : ofNote, text]
          .filter(Boolean)
          .join(' · ')
      })
      .join('\n')
  const inWords = (scope: Scope): string => {
    const value = snapshot[scope]
    const list = lists[scope]
    if (list) return label([...unansweredLabels, ...list], String(value), language)
    if (scope === 'ageBand') return say(`invio.age.${value}`)
    if (scope === 'birthDate') return formatPartialDate(value as PartialDate, language)
    if (scope === 'services' || scope === 'notes') return entries(scope, snapshot[scope] ?? [])
    return Array.isArray(value) ? value.join('\n') : String(value)
  }
  return Scope.options
    .filter((scope) => snapshot[scope] !== undefined)
    .map((scope) => [say(`invio.field.${scope}`), inWords(scope)])
}
