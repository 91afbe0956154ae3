import type { z } from 'zod'
import { type Language, languages } from '#model/codes/languages.ts'
import { type NoticeKind, noticeKinds } from '#model/codes/notice-kinds.ts'
import type { Notices, NoticeText } from '#model/grounds/contract.ts'
import { modelTexts } from '#model/grounds/model-texts.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { type Read, useFields, useForm } from '../ui/form.ts'
import { Card, Skeleton } from '../ui/Page.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useNetworkActs } from './queries.ts'

type Values = {
  kind: string
  version: string
  language: string
  heading: string
  wording: string
  reviewed: string
  fromDay: string
}

const empty = (): Values => ({
  kind: 'information',
  version: '1',
  language: 'it',
  heading: '',
  wording: '',
  reviewed: 'no',
  fromDay: typed(todayHere()),
})

function read(values: Values): Read<z.input<typeof NoticeText>> {
  const from = readDate(values.fromDay)
  const wrong: Record<string, string> = {}
  if (!values.heading.trim()) wrong.heading = 'field.missing'
  if (!values.wording.trim()) wrong.wording = 'field.missing'
  if (!from.ok) return { ok: false, wrong: { ...wrong, fromDay: `ui.date.${from.reason}` } }
  if (Object.keys(wrong).length > 0) return { ok: false, wrong }
  return {
    ok: true,
    body: {
      kind: values.kind as NoticeKind,
      version: Number(values.version),
      language: values.language as Language,
      heading: values.heading,
      wording: values.wording,
      reviewed: values.reviewed === 'yes',
      fromDay: from.date,
    },
  }
}

/** Writes a next version of a text, or one that is there in another language; may begin from a model text. */
export function NoticeForm({ rows, onDone }: { rows: z.infer<typeof Notices>['rows']; onDone: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const say = useSay()
  const acts = useNetworkActs(desk.code)
  const draft = useDraft<Values>('notice', null, empty())
  const form = useForm(draft, (field) => t(`grounds.${field}`), read)
  const at = useFields(form.fields)
  const { kind, language } = draft.values
  const latest = Math.max(0, ...rows.filter((row) => row.kind === kind).map((row) => row.version))
  const model = modelTexts.find((text) => text.kind === kind && text.language === language)
  if (!draft.ready) return <Skeleton rows={8} />
  const save = () =>
    form.save(async (body) => {
      await acts.notice(body)
      await draft.finish(empty())
      say(t('grounds.notice-written'))
      onDone()
    })
  return (
    <Card title={t('grounds.notice-new')}>
      <FormFrame
        form={form}
        onSubmit={() => void save()}
        label={t('grounds.notice-write')}
        beside={
          <>
            <Button onClick={onDone}>{t('ui.cancel')}</Button>
            <DraftStatus draft={draft} />
          </>
        }
      >
        <ChoiceField {...at('kind')} label={t('grounds.notice-kind')} options={codes.options(noticeKinds)} />
        <ComboField {...at('language')} label={t('grounds.language')} options={codes.options(languages)} />
        <SelectField
          {...at('version')}
          label={t('grounds.version')}
          help={t('grounds.version-help')}
          options={Array.from({ length: latest + 1 }, (_, place) => String(latest + 1 - place)).map((version) => ({
            value: version,
            label: version,
          }))}
        />
        {model && (
          <div>
            <Button
              small
              icon="note"
              onClick={() => form.fields.change({ heading: model.heading, wording: model.wording, reviewed: 'no' })}
            >
              {t('grounds.use-model')}
            </Button>
          </div>
        )}
        <TextField {...at('heading')} label={t('grounds.heading')} maxLength={200} />
        <AreaField {...at('wording')} label={t('grounds.wording')} rows={10} maxLength={20_000} />
        <ChoiceField
          {...at('reviewed')}
          label={t('grounds.reviewed')}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`ui.${value}`) }))}
        />
        <DateField {...at('fromDay')} label={t('grounds.fromDay')} />
      </FormFrame>
    </Card>
  )
}
