import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dataScopes } from '#model/codes/data-scopes.ts'
import { givenWays } from '#model/codes/given-ways.ts'
import { languages } from '#model/codes/languages.ts'
import { cited, legalBases } from '#model/codes/legal-bases.ts'
import { noticeKinds } from '#model/codes/notice-kinds.ts'
import { purposes } from '#model/codes/purposes.ts'
import { specialConditions } from '#model/codes/special-conditions.ts'
import { namesTask } from '#model/grounds/rules.ts'
import { isSigned, type NewSignature } from '#model/grounds/signature.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { ChecksField } from '../ui/ChecksField.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { Card, Skeleton } from '../ui/Page.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import {
  emptyGround,
  type GroundValues,
  groundFor,
  isFor,
  noticeValue,
  readGround,
  type WantedGround,
} from './ground-values.ts'
import { NoticeWords } from './NoticeWords.tsx'
import { noticesQuery, useLedgerActs } from './queries.ts'
import { RecipientFields } from './RecipientFields.tsx'
import { SignatureField } from './SignatureField.tsx'

/** Records on what one use of a person's data rests. */
export function GroundForm({
  personId,
  wanted,
  onDone,
}: {
  personId: string
  /** What a referral lacks; without it the form begins empty. */
  wanted: WantedGround | undefined
  onDone: () => void
}) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const say = useSay()
  const acts = useLedgerActs(desk.code, personId)
  const notices = useQuery(noticesQuery(desk.code))
  const draft = useDraft<GroundValues>(
    'ground',
    personId,
    wanted ? groundFor(wanted) : emptyGround(),
    true,
    wanted && ((kept) => isFor(wanted, kept)),
  )
  // Kept in no draft: an image of a signature stays on no device.
  const [signature, setSignature] = useState<NewSignature | null>(null)
  const form = useForm(
    draft,
    (field) => t(`grounds.${field}`),
    (values) => readGround(values, signature),
  )
  const at = useFields(form.fields)
  const kind = draft.values.kind
  const basis = legalBases.find((each) => each.code === kind)
  const chosen = notices.data?.rows.find((text) => noticeValue(text) === draft.values.notice)
  if (!draft.ready) return <Skeleton rows={8} />
  const save = () =>
    form.save(async (body) => {
      await acts.record({ ...body, id: draft.id })
      await draft.finish(emptyGround())
      say(t('grounds.recorded'))
      onDone()
    })
  return (
    <Card title={t('grounds.new')}>
      <FormFrame
        form={form}
        onSubmit={() => void save()}
        label={t('grounds.record')}
        beside={
          <>
            <Button onClick={onDone}>{t('ui.cancel')}</Button>
            <DraftStatus draft={draft} />
          </>
        }
      >
        {wanted && (
          <Notice>
            <p>{t('grounds.for-referral')}</p>
          </Notice>
        )}
        <ChoiceField
          {...at('kind')}
          label={t('grounds.kind')}
          help={basis ? `${cited(basis.citation, lang)}. ${t('grounds.indicative')}` : t('grounds.kind-help')}
          options={codes.options(legalBases)}
        />
        {namesTask(kind as 'consent') && (
          <AreaField
            {...at('task')}
            label={t('grounds.task')}
            help={t('grounds.task-help')}
            rows={2}
            maxLength={1_000}
          />
        )}
        <SelectField {...at('purpose')} label={t('grounds.purpose')} options={codes.options(purposes)} />
        <RecipientFields fields={form.fields as never} />
        <ChecksField
          {...at('scopes')}
          label={t('grounds.scopes')}
          help={t('grounds.scopes-help')}
          options={codes.options(dataScopes)}
        />
        {(draft.values.scopes.includes('health') || draft.values.special) && (
          <SelectField
            {...at('special')}
            label={t('grounds.special')}
            help={t('grounds.indicative')}
            none={t('grounds.choose')}
            options={specialConditions
              .filter(({ goes }) => (goes as readonly string[]).includes(kind))
              .map(({ code, letter }) => ({
                value: code,
                label: `art. 9(2)(${letter}): ${codes.one(specialConditions, code)}`,
              }))}
          />
        )}
        <SelectField
          {...at('notice')}
          label={t('grounds.notice')}
          help={notices.data?.rows.length === 0 ? t('grounds.no-notices') : undefined}
          optional={kind !== 'consent'}
          none={t('grounds.no-notice')}
          options={(notices.data?.rows ?? []).map((text) => ({
            value: noticeValue(text),
            label: t('grounds.notice-of', {
              kind: codes.one(noticeKinds, text.kind),
              version: text.version,
              language: codes.one(languages, text.language),
            }),
          }))}
        />
        {chosen && <NoticeWords notices={notices.data?.rows ?? []} chosen={chosen} />}
        <ChoiceField
          {...at('how')}
          label={t('grounds.how')}
          optional={kind !== 'consent'}
          options={codes.options(givenWays)}
        />
        {isSigned(draft.values.how as 'signed-paper') && (
          <SignatureField
            value={signature}
            onChange={(next) => {
              form.wrong.forget({ signature: next })
              setSignature(next)
            }}
            optional={draft.values.how === 'signed-paper'}
            error={form.wrong.fields.signature && t(form.wrong.fields.signature)}
          />
        )}
        <TextField {...at('present')} label={t('grounds.present')} optional maxLength={500} personal />
        <DateField {...at('fromDay')} label={t('grounds.fromDay')} />
        <DateField {...at('untilDay')} label={t('grounds.untilDay')} optional />
      </FormFrame>
    </Card>
  )
}
