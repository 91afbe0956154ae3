import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ApprovalLine } from '#model/team/approval-contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { ApprovalSaid } from './ApprovalSaid.tsx'
import { openApprovalsQuery } from './approval-queries.ts'
import { APPROVALS } from './CaseApprovals.tsx'

/** What waits for my approval, and what was answered to me, until I have read it. */
export function TodayApprovals() {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery(openApprovalsQuery(desk.code))
  if (!data) return null
  return (
    <>
      <Requests title={t('team.approvals-to-give')} rows={data.waiting} />
      <Requests title={t('team.approvals-answered')} rows={data.answered} />
    </>
  )
}

function Requests({ title, rows }: { title: string; rows: readonly ApprovalLine[] }) {
  const { t } = useText()
  const desk = useDesk()
  if (rows.length === 0) return null
  return (
    <Card title={title} count={rows.length}>
      <ul className="lines">
        {rows.map((one) => (
          <li key={one.id}>
            <div>
              <Link
                className="personal"
                to="/$desk/casi/$id"
                params={{ desk: desk.code, id: one.caseId }}
                hash={APPROVALS}
              >
                {one.personName || one.personCode || t('people.unnamed')}
              </Link>
              <ApprovalSaid one={one} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
