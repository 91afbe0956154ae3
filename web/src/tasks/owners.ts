import { useQuery } from '@tanstack/react-query'
import type { TaskOwner } from '#model/tasks/contract.ts'
import { mayBeGiven } from '#model/tasks/rules.ts'
import { useDesk, useMe } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { useText } from '../ui/text.tsx'

/** Who may be given a task: nobody yet, oneself, the colleagues who can open its case; who has it now, though gone. */
export function useTaskOwners(
  followers: readonly string[] | null,
  now?: TaskOwner | null,
  /** Colleagues are asked for once somebody writes: the page of a case is one request. */
  asks = true,
): { value: string; label: string }[] {
  const { t } = useText()
  const me = useMe().accountId
  const members = useQuery({ ...membersQuery(useDesk().code), enabled: asks }).data?.rows ?? []
  const able = members
    .filter(
      ({ roles, accountId }) =>
        accountId !== me && mayBeGiven(roles, followers !== null, followers?.includes(accountId) ?? false),
    )
    .map(({ accountId, name }) => ({ value: accountId, label: name }))
  const gone =
    now && now.accountId !== me && !able.some(({ value }) => value === now.accountId)
      ? [{ value: now.accountId, label: t(now.gone ? 'tasks.owner-gone' : 'tasks.owner-now', { name: now.name }) }]
      : []
  return [{ value: me, label: t('tasks.owner.me') }, ...able, ...gone, { value: '', label: t('tasks.owner.nobody') }]
}
