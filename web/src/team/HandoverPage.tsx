import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { grantsOf } from '#model/grants.ts'
import type { Holding } from '#model/team/handover-contract.ts'
import { HandoverPart } from '#model/team/handover-contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { ChecksField } from '../ui/ChecksField.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { HandoverLines } from './HandoverLines.tsx'
import { HandoverRun } from './HandoverRun.tsx'
import { HandoverStart } from './HandoverStart.tsx'
import { holdingsQuery } from './handover-queries.ts'
import { empty, receiverOf, receivers, type Values } from './handover-values.ts'
import { useRun } from './use-run.ts'

/** What a colleague has, and to whom it goes: looked at first, then case by case. */
export function HandoverPage() {
  const { t } = useText()
  const desk = useDesk()
  const { account } = useParams({ from: '/signed-in/$desk/carico/$account' })
  const query = useQuery(holdingsQuery(desk.code, account, undefined))
  const members = useQuery(membersQuery(desk.code))
  const draft = useDraft<Values>('handover', account, empty)
  const { values } = draft
  const asked = receivers(values)
  const judged = useQueries({ queries: asked.map((to) => holdingsQuery(desk.code, account, to)) })
  const run = useRun(account, draft)
  const found = query.data
  const rows = (found?.rows ?? []).map((row): Holding => {
    const judge = judged[asked.indexOf(receiverOf(values, row.caseId))]?.data
    return judge?.rows.find(({ caseId }) => caseId === row.caseId) ?? row
  })
  const able = (members.data?.rows ?? []).filter(
    ({ accountId, roles }) => accountId !== account && grantsOf(roles).includes('case.read'),
  )
  const options = able.map(({ accountId, name }) => ({ value: accountId, label: name }))
  const names = new Map(able.map((one) => [one.accountId, one.name]))
  const hasRest = found !== undefined && found.rest.tasks + found.rest.meetings > 0
  return (
    <Page
      title={found ? t('team.handover-of', { name: found.from.name }) : t('team.handover')}
      tab={t('team.handover')}
      facts={
        found && [
          { label: t('team.handover-cases'), value: found.rows.length },
          { label: t('team.handover-steps'), value: sum(found.rows, 'steps') },
          { label: t('team.handover-tasks'), value: sum(found.rows, 'tasks') + found.rest.tasks },
          { label: t('team.handover-appointments'), value: sum(found.rows, 'appointments') + found.rest.meetings },
        ]
      }
    >
      <p>
        <Link to="/$desk/carico" params={{ desk: desk.code }}>
          {t('team.to-workload')}
        </Link>
      </p>
      <QueryState query={query} rows={6} />
      {found?.from.gone && (
        <Notice tone="amber">
          <p>{t('team.handover-gone', { name: found.from.name })}</p>
        </Notice>
      )}
      {found && run.going && <HandoverRun run={run} names={names} />}
      {found && !run.going && rows.length === 0 && !hasRest && <EmptyState>{t('team.handover-nothing')}</EmptyState>}
      {found && !run.going && draft.ready && (rows.length > 0 || hasRest) && (
        <>
          <Card title={t('team.handover-whom')}>
            <div className="form">
              <SelectField
                id="to"
                label={t('team.handover-to')}
                none={t('ui.choose')}
                value={values.to}
                onChange={(to) => draft.change({ to })}
                options={options}
              />
              <ChecksField
                id="what"
                label={t('team.handover-what')}
                value={values.what}
                onChange={(what) => draft.change({ what })}
                options={HandoverPart.options.map((value) => ({ value, label: t(`team.part.${value}`) }))}
              />
            </div>
          </Card>
          <HandoverLines rows={rows} draft={draft} options={options} />
          {hasRest && <p>{t('team.handover-rest', found.rest)}</p>}
          {found.closedTasks > 0 && <p className="quiet">{t('team.handover-closed', { count: found.closedTasks })}</p>}
          <DraftStatus draft={draft} />
          <HandoverStart run={run} rows={rows} values={values} rest={hasRest ? found.rest.mark : null} names={names} />
        </>
      )}
    </Page>
  )
}

const sum = (rows: readonly Holding[], what: HandoverPart) => rows.reduce((all, row) => all + row[what], 0)
