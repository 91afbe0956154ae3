import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useForm } from '../ui/form.ts'
import { Page, Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { MatchList, TaxCodeWarnings, useMatchGuard } from './MatchList.tsx'
import { PersonFields } from './PersonFields.tsx'
import { usePersonLabels } from './person-labels.ts'
import { emptyPerson, readPerson, splitName } from './person-values.ts'
import { forgetTypedName, handedName, savePerson } from './queries.ts'

/** Records a person. Who might be the same is shown while it is typed, before anything is saved. */
export function NewPersonPage() {
  // A name handed over from a search begins a form of its own, also from this page itself.
  const at = useLocation({ select: (location) => location.state.__TSR_key })
  return <NewPersonForm key={at} />
}

function NewPersonForm() {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [handed] = useState(handedName)
  useEffect(forgetTypedName, [])
  const draft = useDraft(
    'person',
    null,
    handed ? { ...emptyPerson, ...splitName(handed) } : emptyPerson,
    true,
    handed ? () => false : undefined,
  )
  const form = useForm(draft, usePersonLabels(), (values) => readPerson(values))
  const matches = useMatchGuard(draft.values)
  const [stopped, setStopped] = useState(false)

  const record = () =>
    form.save(async (body) => {
      if (await matches.look()) {
        setStopped(true)
        return requestAnimationFrame(() => document.getElementById('maybe-known')?.focus())
      }
      const person = await savePerson(desk.code, { ...body, id: draft.id })
      await draft.finish()
      await client.invalidateQueries({ queryKey: [desk.code, 'persons'] })
      say(t('people.recorded'))
      await navigate({ to: '/$desk/persone/$id', params: { desk: desk.code, id: person.id } })
    })

  const rows = matches.data?.rows ?? []
  return (
    <Page
      title={t('people.new')}
      tab={t('people.new')}
      aside={
        <section
          className="card"
          id="maybe-known"
          tabIndex={-1}
          aria-live="polite"
          aria-label={t('people.maybe-known')}
        >
          <h2>{t('people.maybe-known')}</h2>
          {rows.length > 0 ? (
            <>
              <p className="quiet">{t('people.maybe-known-text')}</p>
              {stopped && <p>{t('people.not-recorded-yet')}</p>}
              <MatchList rows={rows} />
            </>
          ) : (
            <p className="quiet">{t('people.no-match')}</p>
          )}
        </section>
      }
    >
      {!draft.ready ? (
        <Skeleton rows={6} />
      ) : (
        <FormFrame
          form={form}
          onSubmit={() => void record()}
          label={t('people.record')}
          beside={<DraftStatus draft={draft} />}
        >
          <p className="quiet">{t('people.all-optional')}</p>
          <PersonFields {...form.fields} />
          <TaxCodeWarnings warnings={matches.data?.taxCodeWarnings ?? []} />
          {rows.length > 0 && (
            <Notice tone="amber" title={t('people.maybe-known')}>
              <p>
                {t('people.look-first', { count: rows.length })} {stopped && t('people.not-recorded-yet')}
              </p>
            </Notice>
          )}
        </FormFrame>
      )}
    </Page>
  )
}
