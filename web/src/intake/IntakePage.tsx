import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { FollowerRole } from '#model/cases/contract.ts'
import { CaseFacts } from '#model/cases/contract.ts'
import { type LegalBasis, legalBases } from '#model/codes/legal-bases.ts'
import type { Person } from '#model/people/contract.ts'
import { CaseFactsFields, emptyFacts, type FactValues, useFactWords } from '../cases/CaseFactsFields.tsx'
import { partsOf } from '../cases/Followers.tsx'
import { caseQuery } from '../cases/queries.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk, useMe } from '../identity/desk.tsx'
import { contactQuery } from '../outreach/queries.ts'
import { personQuery } from '../people/queries.ts'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { Failure } from '../ui/failure.tsx'
import { type Read, useFields, useForm } from '../ui/form.ts'
import { Page, Skeleton } from '../ui/Page.tsx'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { EligibilityCard } from './EligibilityCard.tsx'
import { FollowersField } from './FollowersField.tsx'
import { saveCase } from './queries.ts'

export type IntakeValues = FactValues & {
  /** Only so that the list of drafts can say whom it is about. */
  personName: string
  contactId: string | null
  openedOn: string
  legalBasis: string
  followers: { accountId: string; role: FollowerRole }[]
  note: string
}

type Body = Omit<Parameters<typeof saveCase>[1], 'id' | 'personId'>

function readIntake(values: IntakeValues): Read<Body> {
  const wrong: Record<string, string> = {}
  const opened = readDate(values.openedOn)
  if (!opened.ok) wrong.openedOn = `ui.date.${opened.reason}`
  else if (opened.date > todayHere()) wrong.openedOn = 'field.future'
  if (!values.legalBasis) wrong.legalBasis = 'field.missing'
  if (!opened.ok || Object.keys(wrong).length > 0) return { ok: false, wrong }
  const { profile, stayDocument, sector, workForm, needs, contactId, followers, note } = values
  return {
    ok: true,
    body: {
      ...CaseFacts.parse({ profile, stayDocument, sector, workForm, needs }),
      contactId,
      openedOn: opened.date,
      legalBasis: values.legalBasis as LegalBasis,
      followers,
      note,
    },
  }
}

/** Takes a person in charge, from a contact or directly. */
export function IntakePage() {
  const { t } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/persone/$id/presa-in-carico' })
  const { contatto } = useSearch({ from: '/signed-in/$desk/persone/$id/presa-in-carico' })
  const person = useQuery(personQuery(desk.code, id))
  const contact = useQuery({ ...contactQuery(desk.code, contatto ?? ''), enabled: contatto !== undefined })
  const waits = person.isPending || (contatto !== undefined && contact.isPending)
  if (person.data && !waits)
    return (
      <IntakeForm
        person={person.data}
        from={{
          contactId: contact.data?.id ?? null,
          ...(contact.data && { sector: contact.data.sector, needs: contact.data.needs }),
        }}
      />
    )
  return (
    <Page title={t('intake.title')} tab={t('intake.title')}>
      {person.isError ? <Failure error={person.error} retry={() => void person.refetch()} /> : <Skeleton rows={8} />}
    </Page>
  )
}

function IntakeForm({ person, from }: { person: Person; from: Partial<IntakeValues> }) {
  const { t } = useText()
  const desk = useDesk()
  const me = useMe()
  const codes = useCodes()
  const say = useSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const mine = partsOf(desk)[0]
  const name =
    `${person.identity.givenName} ${person.identity.familyName}`.trim() || person.identity.code || t('people.unnamed')
  const draft = useDraft<IntakeValues>('intake', person.id, {
    ...emptyFacts,
    contactId: null,
    personName: name,
    openedOn: typed(todayHere()),
    legalBasis: '',
    followers: mine ? [{ accountId: me.accountId, role: mine }] : [],
    note: '',
    ...from,
  })
  const facts = useFactWords()
  const labels: Record<string, string> = {
    openedOn: t('intake.opened-on'),
    legalBasis: t('cases.legal-basis'),
    note: t('intake.note'),
    followers: t('cases.followers'),
  }
  const form = useForm(draft, (field) => labels[field] ?? facts.labelOf(field), readIntake)
  const { values } = draft
  const at = useFields(form.fields)
  const opened = readDate(values.openedOn)
  const openCase = person.cases.find((one) => one.state === 'open')

  const take = () =>
    form.save(async (body) => {
      const file = await saveCase(desk.code, { ...body, id: draft.id, personId: person.id })
      client.setQueryData(caseQuery(desk.code, file.id).queryKey, file)
      await draft.finish()
      void client.invalidateQueries({ queryKey: [desk.code], refetchType: 'none' })
      say(t('intake.taken'))
      await navigate({ to: '/$desk/casi/$id', params: { desk: desk.code, id: file.id } })
    })

  return (
    <Page
      title={t('intake.title')}
      tab={t('intake.title')}
      facts={[
        {
          label: t('cases.person'),
          value: (
            <Link className="personal" to="/$desk/persone/$id" params={{ desk: desk.code, id: person.id }}>
              {name}
            </Link>
          ),
        },
        { label: t('intake.from'), value: values.contactId ? t('intake.from-contact') : t('intake.from-directly') },
      ]}
      aside={
        <EligibilityCard
          question={{
            citizenship: person.citizenship,
            stayDocument: values.stayDocument,
            profile: values.profile,
            on: opened.ok ? opened.date : todayHere(),
          }}
        />
      }
    >
      <RestrictionBanner personId={person.id} />
      {!draft.ready ? (
        <Skeleton rows={8} />
      ) : (
        <FormFrame
          form={form}
          onSubmit={() => void take()}
          label={t('intake.take')}
          beside={<DraftStatus draft={draft} />}
        >
          {openCase && (
            <Notice tone="amber" title={t('intake.case-open')}>
              <p>
                <Link to="/$desk/casi/$id" params={{ desk: desk.code, id: openCase.id }}>
                  {t('people.open-case')}
                </Link>
              </p>
            </Notice>
          )}
          <DateField {...at('openedOn')} label={t('intake.opened-on')} />
          <ChoiceField
            {...at('legalBasis')}
            label={t('cases.legal-basis')}
            help={t('intake.legal-basis-help')}
            options={codes.options(legalBases)}
          />
          <CaseFactsFields {...form.fields} />
          <FollowersField value={values.followers} onChange={(followers) => form.fields.change({ followers })} />
          <AreaField {...at('note')} label={t('intake.note')} optional rows={4} maxLength={10_000} personal />
        </FormFrame>
      )}
    </Page>
  )
}
