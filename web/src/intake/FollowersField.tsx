import { useQuery } from '@tanstack/react-query'
import type { FollowerRole } from '#model/cases/contract.ts'
import { partsOf } from '../cases/Followers.tsx'
import { useDesk } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { GroupFrame } from '../ui/FieldFrame.tsx'
import { useText } from '../ui/text.tsx'

type Chosen = { accountId: string; role: FollowerRole }

/** Colleagues who will follow the case, each in a part. */
export function FollowersField({ value, onChange }: { value: Chosen[]; onChange: (value: Chosen[]) => void }) {
  const { t } = useText()
  const desk = useDesk()
  const members = useQuery(membersQuery(desk.code))
  const able = (members.data?.rows ?? []).filter((member) => partsOf(member).length > 0)
  return (
    <GroupFrame id="followers" label={t('cases.followers')} help={t('intake.followers-help')}>
      <ul className="lines followers-field">
        {able.map((member) => {
          const chosen = value.find((one) => one.accountId === member.accountId)
          const parts = partsOf(member)
          return (
            <li key={member.accountId}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={chosen !== undefined}
                  onChange={() =>
                    onChange(
                      chosen
                        ? value.filter((one) => one !== chosen)
                        : [...value, { accountId: member.accountId, role: parts[0] ?? 'worker' }],
                    )
                  }
                />
                {member.name}
              </label>
              {parts.length > 1 && chosen ? (
                <select
                  className="input input-small"
                  aria-label={t('cases.assign-as')}
                  value={chosen.role}
                  onChange={(event) =>
                    onChange(
                      value.map((one) => (one === chosen ? { ...one, role: event.target.value as FollowerRole } : one)),
                    )
                  }
                >
                  {parts.map((part) => (
                    <option key={part} value={part}>
                      {t(`cases.role.${part}`)}
                    </option>
                  ))}
                </select>
              ) : (
                <small>{t(`cases.role.${parts[0]}`)}</small>
              )}
            </li>
          )
        })}
      </ul>
    </GroupFrame>
  )
}
