import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { languages } from '#model/codes/languages.ts'
import { signalSubjects } from '#model/codes/signal-subjects.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { useCodes } from '../ui/codes.ts'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { Page, Skeleton } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { signalTargetsQuery, useSignalActs } from './queries.ts'
import { emptySignal, readSignal, type SignalValues } from './signal-values.ts'

/** Signals a person or a situation: a short form, which is sent and then is not here any more. */
export function NewSignalPage() {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const say = useSay()
  const navigate = useNavigate()
  const acts = useSignalActs()
  const targets = useQuery(signalTargetsQuery(desk.code))
  const draft = useDraft<SignalValues>('signal', null, emptySignal, true)
  const form = useForm(draft, (field) => t(`signals.${field === 'text' ? 'what' : field}`), readSignal)
  const at = useFields(form.fields)
  const { about, agreed } = draft.values
  const send = () =>
    form.save(async (body) => {
      const line = await acts.send({ ...body, id: draft.id })
      await draft.finish()
      say(t('signals.said.sent', { desk: line.toDesk.name }))
      await navigate({ to: '/$desk/segnalate', params: { desk: desk.code } })
    })
  const choices = (field: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`signals.${field}.${value}`) }))
  return (
    <Page title={t('signals.new')} tab={t('signals.new')}>
      <Notice>
        <p>{t('signals.new-text')}</p>
      </Notice>
      <QueryState query={targets} rows={3} />
      {!draft.ready && <Skeleton rows={8} />}
      {draft.ready && targets.data && (
        <FormFrame
          form={form}
          onSubmit={() => void send()}
          label={t('signals.send')}
          beside={<DraftStatus draft={draft} />}
        >
          <SelectField
            {...at('to')}
            label={t('signals.to')}
            help={t('signals.to-help')}
            none={t('ui.choose')}
            options={targets.data.desks.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <ChoiceField
            {...at('about')}
            label={t('signals.about')}
            options={choices('about', ['person', 'situation'])}
          />
          {about === 'situation' && (
            <TextField {...at('people')} label={t('signals.people')} optional inputMode="numeric" short />
          )}
          <ChoiceField {...at('subject')} label={t('signals.subject')} options={codes.options(signalSubjects)} />
          <AreaField
            {...at('text')}
            label={t('signals.what')}
            help={t('signals.what-help')}
            rows={5}
            maxLength={4_000}
            personal
          />
          <TextField {...at('place')} label={t('signals.place')} optional maxLength={200} />
          <ComboField {...at('language')} label={t('signals.language')} options={codes.options(languages)} unanswered />
          <ChoiceField {...at('urgent')} label={t('signals.urgent')} options={choices('urgent', ['no', 'yes'])} />
          <ChoiceField
            {...at('agreed')}
            label={t('signals.agreed')}
            help={t('signals.agreed-help')}
            options={choices('agreed', ['yes', 'no', 'not-asked'])}
          />
          {agreed === 'yes' && (
            <>
              <TextField {...at('name')} label={t('signals.name')} optional maxLength={200} personal />
              <TextField {...at('phone')} label={t('signals.phone')} optional maxLength={40} type="tel" personal />
              <TextField
                {...at('safely')}
                label={t('signals.safely')}
                help={t('signals.safely-help')}
                optional
                maxLength={500}
                personal
              />
            </>
          )}
          <TextField {...at('askBack')} label={t('signals.askBack')} optional maxLength={200} />
          <TextField
            {...at('reference')}
            label={t('signals.reference')}
            help={t('signals.reference-help')}
            optional
            maxLength={100}
            short
          />
        </FormFrame>
      )}
    </Page>
  )
}
