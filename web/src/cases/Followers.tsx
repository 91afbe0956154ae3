import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type CaseFile, FollowerRole } from '#model/cases/contract.ts'
import type { Member } from '#model/identity/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useCaseActs } from './queries.ts'

/** In which parts a colleague may follow: the roles that are also parts in a case. */
export const partsOf = (member: Pick<Member, 'roles'>): FollowerRole[] =>
  FollowerRole.options.filter((role) => member.roles.includes(role))

/** Who follows the case; given to a colleague, or taken back, with a way back. */
export function Followers({ file }: { file: CaseFile }) {
  const { t } = useText()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const [adding, setAdding] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const may = file.can.includes('assign')
  const release = async (accountId: string, name: string, role: FollowerRole) => {
    setFailed(null)
    try {
      await acts.release(accountId)
      say(t('cases.released', { name }), { undo: () => void acts.assign(accountId, role).catch(setFailed) })
    } catch (error) {
      setFailed(error)
    }
  }
  return (
    <Card
      title={t('cases.followers')}
      action={
        may &&
        !adding && (
          <Button small look="plain" icon="plus" onClick={() => setAdding(true)}>
            {t('cases.assign')}
          </Button>
        )
      }
    >
      {file.followers.length === 0 && <p className="quiet">{t('cases.nobody-yet')}</p>}
      <ul className="lines">
        {file.followers.map((one) => (
          <li key={`${one.accountId}${one.role}`}>
            <div>
              {one.name}
              <small>
                {[t(`cases.role.${one.role}`), one.gone && t('cases.follower-gone')].filter(Boolean).join(' · ')}
              </small>
            </div>
            {may && (
              <IconButton
                name={t('cases.release', { name: one.name })}
                icon="close"
                onClick={() => void release(one.accountId, one.name, one.role)}
              />
            )}
          </li>
        ))}
      </ul>
      {adding && <Assign file={file} onDone={() => setAdding(false)} />}
      {failed !== null && <Failure error={failed} />}
    </Card>
  )
}

function Assign({ file, onDone }: { file: CaseFile; onDone: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const members = useQuery(membersQuery(desk.code))
  const [account, setAccount] = useState('')
  const [role, setRole] = useState<FollowerRole | ''>('')
  const [failed, setFailed] = useState<unknown>(null)
  const able = (members.data?.rows ?? []).filter(
    (member) => partsOf(member).length > 0 && !file.followers.some((one) => one.accountId === member.accountId),
  )
  const member = able.find((one) => one.accountId === account)
  const parts = member ? partsOf(member) : []
  const part = role && parts.includes(role) ? role : parts[0]
  const assign = async () => {
    if (!member || !part) return
    try {
      await acts.assign(member.accountId, part)
      say(t('cases.assigned', { name: member.name }), {
        undo: () => void acts.release(member.accountId).catch(setFailed),
      })
      onDone()
    } catch (error) {
      setFailed(error)
    }
  }
  return (
    <div className="assign">
      <SelectField
        id="assign-to"
        label={t('cases.assign-to')}
        none={t('ui.choose')}
        value={account}
        onChange={setAccount}
        options={able.map((one) => ({ value: one.accountId, label: one.name }))}
      />
      {parts.length > 1 && (
        <SelectField
          id="assign-as"
          label={t('cases.assign-as')}
          value={part ?? ''}
          onChange={(value) => setRole(value as FollowerRole)}
          options={parts.map((one) => ({ value: one, label: t(`cases.role.${one}`) }))}
        />
      )}
      {failed !== null && <Failure error={failed} />}
      <div className="inline">
        <Button small look="primary" disabled={!member} onClick={() => void assign()}>
          {t('cases.assign')}
        </Button>
        <Button small look="plain" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </div>
  )
}
