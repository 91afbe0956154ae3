import { useQuery } from '@tanstack/react-query'
import { grantsOf } from '#model/grants.ts'
import type { StepFact } from '#model/pathway/contract.ts'
import { useDesk, useMe } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { useText } from '../ui/text.tsx'

/** Who may do a step: oneself first, the person, the colleagues who read cases, somebody else. */
export function useOwners(latest?: StepFact): { value: string; label: string }[] {
  const { t } = useText()
  const desk = useDesk()
  const me = useMe().accountId
  const members = useQuery(membersQuery(desk.code)).data?.rows ?? []
  const able = members
    .filter(({ roles, accountId }) => accountId !== me && grantsOf(roles).includes('case.read'))
    .map(({ accountId, name }) => ({ value: accountId, label: name }))
  const gone =
    latest?.account && latest.account !== me && !able.some(({ value }) => value === latest.account)
      ? [{ value: latest.account, label: latest.ownerName }]
      : []
  return [
    { value: me, label: t('pathway.owner.me') },
    { value: 'person', label: t('pathway.owner.person') },
    ...able,
    ...gone,
    { value: 'other', label: t('pathway.owner.other') },
  ]
}

/** Who does a step, in words: a colleague by name, on paper too. */
export function useOwnerWords() {
  const { t } = useText()
  return ({ owner, ownerName }: StepFact): string => (owner === 'person' ? t('pathway.owner.person') : ownerName)
}
