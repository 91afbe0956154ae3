import { useQueryClient } from '@tanstack/react-query'
import { citizenships } from '#model/codes/citizenships.ts'
import { sexes } from '#model/codes/sexes.ts'
import { Person } from '#model/people/contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { MatchList, TaxCodeWarnings, useMatches } from './MatchList.tsx'
import { PersonFields } from './PersonFields.tsx'
import { usePersonLabels } from './person-labels.ts'
import { type PersonValues, readPerson, valuesOfPerson } from './person-values.ts'
import { changePerson, personQuery } from './queries.ts'

/** Corrects a person. */
export function PersonEdit({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const client = useQueryClient()
  const base = valuesOfPerson(person)
  const draft = useDraft<Edit<PersonValues>>('person', person.id, { ...base, base, version: person.version })
  const labelOf = usePersonLabels()
  const sayValue = useSayPersonValue()
  const matches = useMatches(draft.values, person.id)
  if (!draft.ready) return <Skeleton rows={6} />
  return (
    <EditForm
      draft={draft}
      status={<DraftStatus draft={draft} />}
      record={Person}
      valuesOf={valuesOfPerson}
      versionOf={({ version }) => version}
      labelOf={labelOf}
      sayValue={sayValue}
      read={(values) => readPerson(values, person.identity.documents.slice(1))}
      send={async (body, version) => {
        const saved = await changePerson(desk.code, person.id, { ...body, version })
        client.setQueryData(personQuery(desk.code, person.id).queryKey, saved)
      }}
      onSaved={() => say(t('people.corrected'))}
      onClose={onDone}
    >
      {(fields) => (
        <>
          <PersonFields {...fields} recordedTaxCode={person.taxCodeMasked} />
          <TaxCodeWarnings warnings={matches.data?.taxCodeWarnings ?? []} />
          {(matches.data?.rows.length ?? 0) > 0 && (
            <div className="matches-frame">
              <strong>{t('people.maybe-known')}</strong>
              <MatchList rows={matches.data?.rows ?? []} />
            </div>
          )}
        </>
      )}
    </EditForm>
  )
}

function useSayPersonValue() {
  const { t } = useText()
  const codes = useCodes()
  return (field: keyof PersonValues, value: unknown): string => {
    if (field === 'sex') return codes.one(sexes, String(value))
    if (field === 'citizenship') return codes.one(citizenships, String(value))
    if (field === 'documentKind') return t(`people.document.${String(value)}`)
    return value === null ? t('people.tax-code-unchanged') : String(value)
  }
}
