import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { CaseFile } from '#model/cases/contract.ts'
import { isAnswered } from '#model/codes/answer.ts'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { caseQuery } from '../cases/queries.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Button } from '../ui/Button.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useForm } from '../ui/form.ts'
import { Card, EmptyState, Page, Skeleton } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { makeReferral, referralQuery } from './queries.ts'
import { ReferralFields, useReferralLabels } from './ReferralFields.tsx'
import { emptyReferral, type ReferralValues, readReferral, valuesOfReferral } from './referral-values.ts'
import { ServiceChoice } from './ServiceChoice.tsx'

type Values = ReferralValues & {
  service: { id: string; name: string; desk: string } | null
  referralId: string
  /** The referral in whose place this one is written. */
  insteadOf: string
}

/** Sends the person of a case to a service: which one, what is asked, what may travel. Nothing travels from here yet. */
export function NewReferralPage() {
  const { t } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id/invio' })
  const query = useQuery(caseQuery(desk.code, id))
  const { invece } = useSearch({ from: '/signed-in/$desk/casi/$id/invio' })
  const instead = useQuery({ ...referralQuery(desk.code, invece ?? ''), enabled: invece !== undefined })
  const file = query.data
  return (
    <Page
      title={t('referrals.new')}
      tab={t('referrals.new')}
      facts={
        file && [
          {
            label: t('referrals.person'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id }}>
                {file.person.name || file.person.code || t('people.unnamed')}
              </Link>
            ),
          },
        ]
      }
    >
      {file && <RestrictionBanner personId={file.person.id} />}
      <QueryState query={query} rows={8} />
      {file?.state === 'closed' && <EmptyState>{t('referrals.case-closed')}</EmptyState>}
      {invece && <QueryState query={instead} rows={8} />}
      {file?.state === 'open' && (!invece || instead.data) && <NewReferral file={file} instead={instead.data} />}
    </Page>
  )
}

function NewReferral({ file, instead }: { file: CaseFile; instead: Referral | undefined }) {
  const { t } = useText()
  const desk = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const labelOf = useReferralLabels()
  const { bisogno } = useSearch({ from: '/signed-in/$desk/casi/$id/invio' })
  const only = isAnswered(file.needs) && file.needs.length === 1 ? file.needs[0] : undefined
  const draft = useDraft<Values>(
    'referral',
    file.id,
    {
      ...(instead
        ? valuesOfReferral(instead)
        : { ...emptyReferral, need: only ?? '', language: file.person.language ?? 'not_asked' }),
      service: null,
      referralId: '',
      insteadOf: instead?.id ?? '',
    },
    true,
    (kept) => !kept.referralId && (kept.insteadOf ?? '') === (instead?.id ?? ''),
  )
  const form = useForm(draft as Omit<typeof draft, 'values'> & { values: ReferralValues }, labelOf, readReferral)
  if (!draft.ready) return <Skeleton rows={8} />
  const { service, need, insteadOf } = draft.values
  const told = instead && <p className="quiet">{t('referrals.replaces', { service: instead.service.name })}</p>
  if (!service)
    return (
      <>
        {told}
        <ServiceChoice
          file={file}
          need={need}
          choose={({ id, name, desk: answers }) => {
            draft.change({ service: { id, name, desk: answers?.name ?? '' }, ...(!need && { need: bisogno ?? '' }) })
            scrollTo(0, 0)
          }}
        />
      </>
    )
  const prepare = () =>
    form.save(async (body) => {
      const referral = await makeReferral(desk.code, file.id, {
        ...body,
        id: draft.id,
        serviceId: service.id,
        insteadOf: insteadOf || null,
      })
      client.setQueryData(referralQuery(desk.code, referral.id).queryKey, referral)
      await draft.finish()
      void client.invalidateQueries({ queryKey: [desk.code], refetchType: 'none' })
      await navigate({ to: '/$desk/invii/$id', params: { desk: desk.code, id: referral.id } })
    })
  return (
    <>
      {told}
      <Card title={t('referrals.service')}>
        <ul className="lines">
          <li>
            <div>
              <strong>{service.name}</strong>
              <small>{service.desk ? t('referrals.answers', { desk: service.desk }) : t('referrals.by-link')}</small>
            </div>
            <Button small onClick={() => draft.change({ service: null })}>
              {t('referrals.other-service')}
            </Button>
          </li>
        </ul>
      </Card>
      <FormFrame
        form={form}
        onSubmit={() => void prepare()}
        label={t('referrals.look')}
        beside={<DraftStatus draft={draft} />}
      >
        <ReferralFields fields={form.fields} />
      </FormFrame>
    </>
  )
}
