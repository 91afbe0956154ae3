import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Happening, Pressing } from '#model/timeline/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { APPROVALS } from '../team/CaseApprovals.tsx'

const pages = {
  document: '/$desk/casi/$id/documenti',
  pathway: '/$desk/casi/$id/percorso',
  step: '/$desk/casi/$id/percorso',
  review: '/$desk/casi/$id/percorso',
  'follow-up': '/$desk/casi/$id/percorso',
  file: '/$desk/casi/$id/file',
  signs: '/$desk/casi/$id/segni',
  withheld: '/$desk/casi/$id/segni',
  arrival: '/$desk/casi/$id/arrivo',
  hours: '/$desk/casi/$id/orari',
  letter: '/$desk/casi/$id/lettere',
  questions: '/$desk/casi/$id/domande',
} as const

/** From a line to where all of it is read, or done. A person is the one of the case. */
export function PartLink(props: {
  one: Pick<Happening | Pressing, 'kind' | 'code' | 'thing'>
  caseId: string
  children: ReactNode
}) {
  const { one, caseId, children } = props
  const desk = useDesk().code
  if (one.kind === 'task')
    return (
      <Link to="/$desk/compiti" params={{ desk }} search={{ caso: caseId, mostra: 'all', stato: 'all' }}>
        {children}
      </Link>
    )
  if (one.kind === 'approval')
    return one.thing === caseId ? (
      <Link to="/$desk/casi/$id" params={{ desk, id: caseId }} hash={APPROVALS}>
        {children}
      </Link>
    ) : (
      <Link to="/$desk/invii/$id" params={{ desk, id: one.thing }}>
        {children}
      </Link>
    )
  // The calendar shows a conference, and changes none.
  if (one.kind === 'appointment' && one.code === 'conference')
    return (
      <Link to="/$desk/casi/$id/conferenze" params={{ desk, id: caseId }}>
        {children}
      </Link>
    )
  if (one.kind === 'appointment' || one.kind === 'referral' || one.kind === 'person') {
    const to = { appointment: '/$desk/agenda/$id', referral: '/$desk/invii/$id', person: '/$desk/persone/$id' } as const
    return (
      <Link to={to[one.kind]} params={{ desk, id: one.thing }}>
        {children}
      </Link>
    )
  }
  return (
    <Link to={pages[one.kind]} params={{ desk, id: caseId }}>
      {children}
    </Link>
  )
}
