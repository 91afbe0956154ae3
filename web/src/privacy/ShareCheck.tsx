import { type FormEvent, useState } from 'react'
import { dataScopes } from '#model/codes/data-scopes.ts'
import { type Purpose, purposes } from '#model/codes/purposes.ts'
import type { weighShare } from '#model/privacy/contract.ts'
import { RecipientFields, type RecipientValues } from '../grounds/RecipientFields.tsx'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { ChecksField } from '../ui/ChecksField.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { usePrivacyActs } from './queries.ts'

type Values = RecipientValues & { purpose: string; scopes: string[] }
type Weighed = ReturnType<typeof weighShare.answer.parse>

/** Whether something covers giving data to somebody, before it is given. Gives nothing. */
export function ShareCheck({ personId }: { personId: string }) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const acts = usePrivacyActs(desk.code, personId)
  const [values, setValues] = useState<Values>({
    purpose: 'referral',
    recipient: 'body',
    body: '',
    outside: '',
    scopes: [],
  })
  const [weighed, setWeighed] = useState<Weighed | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const change = (part: Partial<Values>) => {
    setWeighed(null)
    setFailed(null)
    setValues((before) => ({ ...before, ...part }))
  }
  const isWhole =
    values.scopes.length > 0 &&
    (values.recipient !== 'body' || values.body !== '') &&
    (values.recipient !== 'outside' || values.outside.trim() !== '')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      setWeighed(
        await acts.weigh({
          purpose: values.purpose as Purpose,
          recipient: values.recipient as 'body',
          body: values.recipient === 'body' ? values.body : null,
          outside: values.recipient === 'outside' ? values.outside : '',
          scopes: values.scopes as never,
        }),
      )
    } catch (error) {
      setFailed(error)
    }
  }
  return (
    <Card title={t('privacy.check')}>
      <form className="form" onSubmit={submit}>
        <p className="quiet">{t('privacy.check-text')}</p>
        <SelectField
          id="check-purpose"
          label={t('privacy.check-purpose')}
          value={values.purpose}
          onChange={(purpose) => change({ purpose })}
          options={codes.options(purposes)}
        />
        <RecipientFields fields={{ values, change, wrong: {} }} prefix="check-" />
        <ChecksField
          id="check-scopes"
          label={t('privacy.check-scopes')}
          value={values.scopes}
          onChange={(scopes) => change({ scopes })}
          options={codes.options(dataScopes)}
        />
        {failed !== null && <Failure error={failed} />}
        <div role="status">{weighed && <Answer weighed={weighed} />}</div>
        <div>
          <Button type="submit" disabled={!isWhole}>
            {t('privacy.check-do')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

function Answer({ weighed }: { weighed: Weighed }) {
  const { t } = useText()
  const codes = useCodes()
  if (weighed.reasons.length === 0)
    return (
      <Notice tone="good" title={t('privacy.covered')}>
        <p>{t('privacy.covered-text')}</p>
      </Notice>
    )
  const said = weighed.reasons.map(({ code, missing }) =>
    missing ? t('privacy.why.scopes', { scopes: codes.several(dataScopes, missing) }) : t(`privacy.why.${code}`),
  )
  return (
    <Notice tone="amber" title={t('privacy.not-covered')}>
      <ul>
        {[...new Set(said)].map((why) => (
          <li key={why}>{why}</li>
        ))}
      </ul>
    </Notice>
  )
}
