import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../identity/desk.tsx'
import { SafeContactLine } from '../people/TiesSaid.tsx'
import { caseQuery } from './queries.ts'

/** How the person of a case is reached safely, wherever somebody is about to call or to meet. */
export function CaseSafeContact({ caseId }: { caseId: string }) {
  const person = useQuery(caseQuery(useDesk().code, caseId)).data?.person
  return person?.safeContact ? <SafeContactLine fact={person.safeContact} personId={person.id} /> : null
}
