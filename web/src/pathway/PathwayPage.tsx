import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { needs } from '#model/codes/needs.ts'
import type { Pathway } from '#model/pathway/contract.ts'
import { LeftDrafts } from '../cases/LeftDrafts.tsx'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { ChangesCard } from './ChangesCard.tsx'
import { FollowUpCard } from './FollowUpCard.tsx'
import { GoalCard } from './GoalCard.tsx'
import { GoalDialog } from './GoalDialog.tsx'
import { areasOf, changesOf, countsOf, reviewsOf } from './pathway-view.ts'
import { QuickStep } from './QuickStep.tsx'
import { pathwayQuery } from './queries.ts'
import { ReviewCard } from './ReviewCard.tsx'
import { SheetDialog } from './SheetDialog.tsx'
import { StepDialog } from './StepDialog.tsx'
import { TemplateDialog } from './TemplateDialog.tsx'
import { usePathwayActs } from './use-pathway-acts.ts'

/** The pathway of a case: what was agreed with the person, who does what by when, how it goes. */
export function PathwayPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id/percorso' })
  const query = useQuery(pathwayQuery(desk.code, id))
  const { data } = query
  const view = useMemo(() => data && viewOf(data), [data])
  const [isPrinting, setPrinting] = useState(false)
  const mayWrite = data?.can.includes('write') ?? false
  const add = () => void navigate({ to: '.', search: { obiettivo: 'nuovo' } })
  return (
    <Page
      title={t('pathway.title')}
      tab={t('pathway.title')}
      action={
        mayWrite && (
          <Button look="primary" icon="plus" onClick={add}>
            {t('pathway.new-goal')}
          </Button>
        )
      }
      menu={[
        ...(mayWrite
          ? [
              {
                label: t('pathway.from-template'),
                icon: 'plus' as const,
                run: () => void navigate({ to: '.', search: { obiettivo: 'modello' } }),
              },
            ]
          : []),
        {
          label: t('pathway.templates'),
          icon: 'note' as const,
          run: () => void navigate({ to: '/$desk/modelli', params: { desk: desk.code } }),
        },
        ...(view && view.areas.length > 0
          ? [{ label: t('pathway.sheet'), icon: 'download' as const, run: () => setPrinting(true) }]
          : []),
        { label: t('ui.print'), icon: 'print', run: () => print() },
      ]}
      facts={
        data &&
        view && [
          {
            label: t('cases.one'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id }}>
                {data.person.name || data.person.code || t(data.person.erased ? 'people.erased' : 'people.unnamed')}
              </Link>
            ),
          },
          ...(data.closedOn ? [{ label: t('cases.closed-on'), value: shortDate(data.closedOn, lang) }] : []),
          { label: t('pathway.open-goals'), value: view.counts.goals },
          {
            label: t('pathway.open-steps'),
            value:
              view.counts.overdue > 0
                ? t('pathway.steps-overdue', { count: view.counts.steps, overdue: view.counts.overdue })
                : view.counts.steps,
          },
          {
            label: t('pathway.next-review'),
            value: view.counts.nextReview ? shortDate(view.counts.nextReview, lang) : t('pathway.not-set'),
          },
        ]
      }
      aside={view && view.changes.length > 0 && <ChangesCard changes={view.changes} />}
    >
      {data && <RestrictionBanner personId={data.person.id} />}
      <QueryState query={query} rows={8} />
      {data && view && <Whole data={data} view={view} mayWrite={mayWrite} add={add} />}
      {data && isPrinting && <SheetDialog data={data} onClose={() => setPrinting(false)} />}
    </Page>
  )
}

type View = ReturnType<typeof viewOf>
function viewOf(data: Pathway) {
  const [areas, reviews] = [areasOf(data), reviewsOf(data)]
  return { areas, reviews, changes: changesOf(data), counts: countsOf(areas, reviews) }
}

type Props = { data: Pathway; view: View; mayWrite: boolean; add: () => void }

function Whole({ data, view: { areas, reviews }, mayWrite, add }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/casi/$id/percorso' })
  const acts = usePathwayActs(data)
  const goals = areas.flatMap((area) => area.goals)
  const open = goals.filter(({ latest }) => latest.state === 'open')
  const step = goals.flatMap((goal) => goal.steps).find(({ id }) => id === search.passo)
  const isNew = search.obiettivo === 'nuovo'
  // Whoever goes back afterwards leaves the page, and does not open again what was closed.
  const close = () => void navigate({ to: '.', search: {}, replace: true })
  const go = (by: number) => {
    const ticks = [...document.querySelectorAll<HTMLElement>('.step-tick')]
    const at = ticks.indexOf(document.activeElement as HTMLElement)
    ticks[at < 0 ? (by > 0 ? 0 : ticks.length - 1) : Math.min(ticks.length - 1, Math.max(0, at + by))]?.focus()
  }
  useKeys(
    mayWrite
      ? [
          { key: 'o', says: t('pathway.key-goal'), run: add },
          { key: 'j', says: t('pathway.key-next'), run: () => go(1) },
          { key: 'k', says: t('pathway.key-previous'), run: () => go(-1) },
        ]
      : [],
  )
  return (
    <>
      {!mayWrite && !data.person.erased && (
        <p className="quiet">{t(data.can.includes('follow-up') ? 'pathway.read-only-closed' : 'pathway.read-only')}</p>
      )}
      {!mayWrite && <LeftDrafts caseId={data.caseId} kinds={['goal', 'step', 'review']} />}
      {mayWrite && <LeftDrafts caseId={data.caseId} kinds={['follow-up']} reopened />}
      <FollowUpCard data={data} />
      {areas.length === 0 && data.closedOn === null && (
        <EmptyState
          action={
            mayWrite && (
              <div className="inline">
                <Button icon="plus" onClick={add}>
                  {t('pathway.first-goal')}
                </Button>
                <Button onClick={() => void navigate({ to: '.', search: { obiettivo: 'modello' } })}>
                  {t('pathway.from-template')}
                </Button>
              </div>
            )
          }
        >
          {t('pathway.empty')}
        </EmptyState>
      )}
      {mayWrite && open.length > 0 && (
        <>
          <QuickStep data={data} goals={open} />
          <p className="quiet path-keys not-on-paper">{t('pathway.keys')}</p>
        </>
      )}
      {areas.map(({ code, goals: here }) => (
        <Card key={code} title={codes.one(needs, code)}>
          {here.map((goal) => (
            <GoalCard key={goal.id} goal={goal} tick={mayWrite ? acts.tick : null} />
          ))}
        </Card>
      ))}
      {(areas.length > 0 || reviews.length > 0) && <ReviewCard data={data} reviews={reviews} mayWrite={mayWrite} />}
      {((isNew && mayWrite) || goals.some(({ id }) => id === search.obiettivo)) && (
        <GoalDialog
          key={search.obiettivo}
          data={data}
          of={isNew ? null : (search.obiettivo ?? null)}
          mayWrite={mayWrite}
          onClose={close}
        />
      )}
      {search.obiettivo === 'modello' && mayWrite && <TemplateDialog data={data} onClose={close} />}
      {step && <StepDialog key={step.id} data={data} step={step} mayWrite={mayWrite} onClose={close} />}
    </>
  )
}
