import { type CivilDate, formatDate, formatPartialDate, type PartialDate } from '#model/calendar.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import { profiles } from '#model/codes/profiles.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import { Scope, type Snapshot } from '#model/referrals/contract.ts'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'

type Entry = { day: string; kind: string; text: string }

/** What stands in a field that travels, in words. */
export function useSnapshotWords() {
  const { t, lang } = useText()
  const codes = useCodes()
  const lists = {
    need: needs,
    language: languages,
    sex: sexes,
    citizenship: citizenships,
    stayDocument: stayDocuments,
    profile: profiles,
    sector: sectors,
    workForm: workForms,
  }
  /** One under the other, each with its day. */
  const entries = (scope: 'services' | 'notes', rows: Entry[]): string =>
    rows.length === 0
      ? t('ui.none')
      : rows
          .map(({ day, kind, text }) =>
            [
              formatDate(day as CivilDate, lang),
              scope === 'services' ? codes.one(needs, kind) : kind === 'other' ? '' : codes.one(noteKinds, kind),
              text,
            ]
              .filter(Boolean)
              .join(' · '),
          )
          .join('\n')
  return (scope: Scope, value: unknown): string => {
    if (scope in lists) return codes.one(lists[scope as keyof typeof lists], String(value))
    if (scope === 'ageBand') return t(`referrals.age.${String(value)}`)
    if (scope === 'birthDate') return formatPartialDate(value as PartialDate, lang)
    if (scope === 'services' || scope === 'notes') return entries(scope, value as Entry[])
    return Array.isArray(value) ? value.join(', ') : String(value)
  }
}

const longOnes: readonly Scope[] = ['question', 'story', 'services', 'notes']

/** Fields that travel or came, one under the other. */
export function SnapshotFacts({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useText()
  const say = useSnapshotWords()
  return (
    <dl className="facts facts-wide">
      {Scope.options
        .filter((scope) => snapshot[scope] !== undefined)
        .map((scope) => (
          <div key={scope} className={longOnes.includes(scope) ? 'fact-long' : undefined}>
            <dt>{t(`referrals.scope.${scope}`)}</dt>
            <dd className="personal wording">{say(scope, snapshot[scope])}</dd>
          </div>
        ))}
    </dl>
  )
}
