import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { citizenships } from '#model/codes/citizenships.ts'
import { sexes } from '#model/codes/sexes.ts'
import { Person } from '#model/people/contract.ts'
import { CallError } from '../call.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { ConflictPanel } from '../ui/ConflictPanel.tsx'
import { useCodes } from '../ui/codes.ts'
import { mergeEdits } from '../ui/conflict.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { submitKeys } from '../ui/form-keys.ts'
import { Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWrong } from '../ui/wrong.ts'
import { MatchList, TaxCodeWarnings, useMatches } from './MatchList.tsx'
import { PersonFields } from './PersonFields.tsx'
import { usePersonLabels } from './person-labels.ts'
import { type PersonValues, readPerson, valuesOfPerson } from './person-values.ts'
import { changePerson, personQuery } from './queries.ts'

type Edit = PersonValues & { base: PersonValues; version: number }

/** Corrects a person. If somebody else was first, what changed stands side by side. */
export function PersonEdit({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const client = useQueryClient()
  const base = valuesOfPerson(person)
  const draft = useDraft<Edit>('person', person.id, { ...base, base, version: person.version })
  const labelOf = usePersonLabels()
  const sayValue = useSayPersonValue()
  const wrong = useWrong(labelOf)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<PersonValues>) => {
    wrong.forget(part)
    draft.change(part)
  }
  const [theirs, setTheirs] = useState<Person | null>(null)
  const matches = useMatches(draft.values, person.id)

  const save = async (values: PersonValues, version: number) => {
    wrong.clear()
    const read = readPerson(values, person.identity.documents.slice(1))
    if (!read.ok) return wrong.set(read.wrong)
    setBusy(true)
    try {
      const saved = await changePerson(desk.code, person.id, { ...read.body, version })
      client.setQueryData(personQuery(desk.code, person.id).queryKey, saved)
      await draft.finish()
      say(t('people.corrected'))
      onDone()
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Person.safeParse(error.current) : null
      if (now?.success) setTheirs(now.data)
      else wrong.take(error)
    } finally {
      setBusy(false)
    }
  }
  const { base: began, version, ...mine } = draft.values
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void save(mine, version)
  }
  const conflict = theirs && mergeEdits<PersonValues>(began, mine, valuesOfPerson(theirs))
  if (!draft.ready) return <Skeleton rows={6} />
  return (
    <form className="form" onSubmit={submit} onKeyDown={submitKeys}>
      <ErrorSummary wrong={wrong.list} round={wrong.round} />
      <PersonFields values={mine} change={change} wrong={wrong.fields} recordedTaxCode={person.taxCodeMasked} />
      <TaxCodeWarnings warnings={matches.data?.taxCodeWarnings ?? []} />
      {(matches.data?.rows.length ?? 0) > 0 && (
        <div className="matches-frame">
          <strong>{t('people.maybe-known')}</strong>
          <MatchList rows={matches.data?.rows ?? []} />
        </div>
      )}
      {wrong.failed !== null && <Failure error={wrong.failed} />}
      <div className="form-actions form-actions-thumb">
        <Button type="submit" look="primary" busy={busy} title={t('ui.ctrl-enter')}>
          {t('ui.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.close-keep-draft')}</Button>
        <DraftStatus draft={draft} />
      </div>
      {theirs && conflict && (
        <ConflictPanel
          {...conflict}
          labelOf={labelOf}
          sayValue={sayValue}
          onClose={() => setTheirs(null)}
          onDone={(picked) => {
            const merged = { ...conflict.merged, ...picked }
            draft.change({ ...merged, base: valuesOfPerson(theirs), version: theirs.version })
            setTheirs(null)
            void save(merged, theirs.version)
          }}
        />
      )}
    </form>
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
