import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import {
  type ErasureGround,
  type ErasureRefusal,
  erasureGrounds,
  erasureRefusals,
} from '#model/codes/erasure-reasons.ts'
import { ErasureAsker } from '#model/privacy/erasure.ts'
import { useDesk } from '../identity/desk.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { usePrivacyActs } from './queries.ts'

export type Deciding = { erasure: string; how: 'done' | 'refused' }

type Props = { personId: string; personName: string; onClose: () => void }

/** Records that a person's data are asked to be erased. */
export function AskErasureDialog({ personId, personName, onClose }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = usePrivacyActs(useDesk().code, personId)
  const id = useRef(v7())
  const [askedBy, setAskedBy] = useState<ErasureAsker>('person')
  const [ground, setGround] = useState<ErasureGround>('no-longer-needed')
  return (
    <ReasonDialog
      title={t('privacy.erasure-ask')}
      before={t('privacy.erasure-ask-before')}
      label={t('privacy.words')}
      action={t('privacy.erasure-record')}
      run={async (words) => {
        await acts.askErasure({ id: id.current, ground, askedBy, words })
        say(t('privacy.erasure-recorded'))
      }}
      onClose={onClose}
    >
      {personName && (
        <p>
          <strong className="personal">{personName}</strong>
        </p>
      )}
      <ChoiceField
        id="asked-by"
        label={t('privacy.erasure-asker')}
        value={askedBy}
        onChange={(next) => setAskedBy(next as ErasureAsker)}
        options={ErasureAsker.options.map((value) => ({ value, label: t(`privacy.erasure-asker.${value}`) }))}
      />
      <ChoiceField
        id="ground"
        label={t('privacy.erasure-ground')}
        value={ground}
        onChange={(next) => setGround(next as ErasureGround)}
        options={codes.options(erasureGrounds)}
      />
    </ReasonDialog>
  )
}

/** Erases, for good, or refuses with a reason that the person is told. */
export function DecideErasureDialog({ personId, personName, erasure, how, onClose }: Props & Deciding) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = usePrivacyActs(useDesk().code, personId)
  const [reason, setReason] = useState<ErasureRefusal>('still-needed')
  const isRefusal = how === 'refused'
  const does = t(isRefusal ? 'privacy.erasure-refuse' : 'privacy.erasure-do')
  return (
    <ReasonDialog
      title={does}
      before={t(isRefusal ? 'privacy.erasure-refuse-before' : 'privacy.erasure-do-before')}
      {...(isRefusal && { label: t('privacy.erasure-why'), needed: t('privacy.words-needed') })}
      action={does}
      run={async (words) => {
        await acts.decideErasure(erasure, isRefusal ? { outcome: how, reason, words } : { outcome: how })
        say(t(isRefusal ? 'privacy.erasure-refused-said' : 'privacy.erasure-done-said'))
      }}
      onClose={onClose}
    >
      {personName && (
        <p>
          <strong className="personal">{personName}</strong>
        </p>
      )}
      {isRefusal && (
        <SelectField
          id="refusal"
          label={t('privacy.erasure-refusal')}
          value={reason}
          onChange={(next) => setReason(next as ErasureRefusal)}
          options={codes.options(erasureRefusals)}
        />
      )}
    </ReasonDialog>
  )
}
