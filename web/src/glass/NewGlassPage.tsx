import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { type Emergency, emergencies } from '#model/codes/emergencies.ts'
import type { breakGlass } from '#model/glass/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { FormFrame } from '../ui/FormFrame.tsx'
import { type Read, useFields, useForm } from '../ui/form.ts'
import { Page } from '../ui/Page.tsx'
import { AreaField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { fieldErrorsOf } from '../ui/wrong.ts'
import { caseOfAddress } from './case-address.ts'
import { useGlassActs } from './queries.ts'

type Values = { address: string; reason: string; words: string }
type Body = z.input<typeof breakGlass.body>

function read({ address, reason, words }: Values, id: string, referral: string | undefined): Read<Body> {
  const target = referral ? { referral } : caseOfAddress(address)
  const wrong: Record<string, string> = {}
  if (!target) wrong.address = 'glass.address-wrong'
  if (words.trim().length < 10) wrong.words = 'glass.words-short'
  if (!target || wrong.words) return { ok: false, wrong }
  return { ok: true, body: { id, target, reason: reason as Emergency, words } }
}

/** Begins anew where another case is named, as from the search on this very page. */
export function NewGlassPage() {
  const { fascicolo, invio } = useSearch({ from: '/signed-in/$desk/emergenze/nuova' })
  return <NewGlass key={fascicolo ?? invio ?? ''} fascicolo={fascicolo} invio={invio} />
}

/** Why a file must be read now. What follows is said before. */
function NewGlass({ fascicolo, invio }: { fascicolo: string | undefined; invio: string | undefined }) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const navigate = useNavigate()
  const acts = useGlassActs()
  const id = useRef(v7())
  const [values, setValues] = useState<Values>({ address: fascicolo ?? '', reason: 'life', words: '' })
  const form = useForm(
    { values, change: (part: Partial<Values>) => setValues((before) => ({ ...before, ...part })) },
    (field) => t(`glass.${field}`),
    (typed: Values) => read(typed, id.current, invio),
  )
  const [lost, setLost] = useState(false)
  const at = useFields(form.fields)
  const back = () => void navigate({ to: '/$desk/emergenze', params: { desk: desk.code } })
  const submit = () =>
    form.save(async (body) => {
      setLost(false)
      const glass = await acts.open(body).catch((error) => {
        if (!fieldErrorsOf(error)?.target) throw error
        setLost(true)
      })
      if (!glass) return
      await navigate({ to: '/$desk/emergenze/$id', params: { desk: desk.code, id: glass.id }, replace: true })
    })
  return (
    <Page title={t('glass.new')} tab={t('glass.title')}>
      <Notice tone="amber">
        <p>{t('glass.before')}</p>
      </Notice>
      {lost && (
        <Notice tone="red">
          <p>{t('glass.leads-nowhere')}</p>
        </Notice>
      )}
      <FormFrame
        form={form}
        onSubmit={() => void submit()}
        label={t('glass.open')}
        beside={<Button onClick={back}>{t('ui.cancel')}</Button>}
      >
        {invio ? (
          <p>{t('glass.of-referral')}</p>
        ) : (
          <TextField {...at('address')} label={t('glass.address')} help={t('glass.address-help')} maxLength={300} />
        )}
        <ChoiceField {...at('reason')} label={t('glass.reason')} options={codes.options(emergencies)} />
        <AreaField {...at('words')} label={t('glass.words')} help={t('glass.words-help')} maxLength={2_000} personal />
      </FormFrame>
    </Page>
  )
}
