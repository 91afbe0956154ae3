import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { type LegalBasis, legalBases } from '#model/codes/legal-bases.ts'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { useDesk } from '../identity/desk.tsx'
import { MatchList } from '../people/MatchList.tsx'
import { personMatchQuery } from '../people/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { FormFrame } from '../ui/FormFrame.tsx'
import { type Read, useFields, useForm } from '../ui/form.ts'
import { Card } from '../ui/Page.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useReferralActs } from './queries.ts'

type Values = { givenName: string; familyName: string; legalBasis: string; person: string; personName: string }

type Body = Parameters<ReturnType<typeof useReferralActs>['takeOver']>[0]

function read({ givenName, familyName, legalBasis, person }: Values, id: string): Read<Body> {
  const wrong: Record<string, string> = {}
  if (!legalBasis) wrong.legalBasis = 'field.missing'
  if (!person && !givenName.trim() && !familyName.trim()) wrong.familyName = 'field.missing'
  if (Object.keys(wrong).length > 0) return { ok: false, wrong }
  const as = person ? { person } : { givenName, familyName }
  return { ok: true, body: { id, as, legalBasis: legalBasis as LegalBasis } }
}

/** The name came as one text, the family name last: whoever takes the case looks at it. */
function asNamed(name: string): Pick<Values, 'givenName' | 'familyName'> {
  const words = name.split(/\s+/).filter(Boolean)
  return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' }
}

/** Opens a case of what came: for whom, on what legal basis. Who may be known here is shown before. */
export function TakeOver({ referral, onClose }: { referral: Referral; onClose: () => void }) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const desk = useDesk()
  const navigate = useNavigate()
  const acts = useReferralActs(referral)
  const id = useRef(v7())
  const { name = '', phones = [] } = referral.snapshot
  const [values, setValues] = useState<Values>({ ...asNamed(name), legalBasis: '', person: '', personName: '' })
  const change = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }))
  const form = useForm(
    { values, change },
    (field) => t(`referrals.take.${field}`),
    (typed) => read(typed, id.current),
  )
  const at = useFields(form.fields)
  const { givenName, familyName } = asNamed(name)
  const known = useQuery(personMatchQuery(desk.code, name ? { identity: { givenName, familyName, phones } } : null))
  const take = () =>
    form.save(async (body) => {
      const { ownCase } = await acts.takeOver(body)
      say(t(`referrals.said.take.${referral.kind}`))
      if (ownCase) await navigate({ to: '/$desk/casi/$id', params: { desk: desk.code, id: ownCase } })
    })
  return (
    <Card title={t('referrals.do.take')}>
      <p>{t(`referrals.take.before.${referral.kind}`, { desk: referral.fromDesk.name })}</p>
      <FormFrame
        form={form}
        onSubmit={() => void take()}
        label={t('referrals.do.take')}
        beside={<Button onClick={onClose}>{t('ui.cancel')}</Button>}
      >
        {values.person ? (
          <p>
            {t('referrals.take.known')}: <strong className="personal">{values.personName}</strong>{' '}
            <Button small onClick={() => change({ person: '', personName: '' })}>
              {t('referrals.take.not-known')}
            </Button>
          </p>
        ) : (
          <>
            {known.data && known.data.rows.length > 0 && (
              <Notice tone="amber" title={t('referrals.take.perhaps')}>
                <MatchList
                  rows={known.data.rows}
                  action={(person) => (
                    <Button small onClick={() => change({ person: person.id, personName: person.name || person.code })}>
                      {t('referrals.take.is-this')}
                    </Button>
                  )}
                />
              </Notice>
            )}
            <TextField {...at('givenName')} label={t('referrals.take.givenName')} maxLength={100} personal />
            <TextField {...at('familyName')} label={t('referrals.take.familyName')} maxLength={100} personal />
          </>
        )}
        <ChoiceField
          {...at('legalBasis')}
          label={t('referrals.take.legalBasis')}
          help={t('referrals.take.legalBasis-help')}
          options={codes.options(legalBases)}
        />
      </FormFrame>
    </Card>
  )
}
