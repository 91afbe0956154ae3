import { ageSources, companions, guardianStates } from '#model/codes/minors.ts'
import { Ties } from '#model/people/ties-contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { HistoryLines } from '../pathway/HistoryLines.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { type Fields, useFields } from '../ui/form.ts'
import { Skeleton } from '../ui/Page.tsx'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import type { TiesDialogProps } from './SafeContactDialog.tsx'
import { MinorSaid } from './TiesSaid.tsx'
import { useWriteTies } from './ties-queries.ts'
import { type MinorValues, minorValues, readMinor } from './ties-values.ts'

const minorOf = (data: Ties) => minorValues(data.minor[0])
const versionOf = (data: Ties): number => data.minor[0]?.no ?? 0

/** With whom a minor is here, and who answers for her or him: written, corrected; and all that was written of it. */
export function MinorDialog({ data, mayWrite, onClose }: TiesDialogProps) {
  const { t } = useText()
  return (
    <Dialog title={t('people.minority')} onClose={onClose} wide>
      {mayWrite && <MinorForm data={data} onDone={onClose} />}
      {data.minor.length > 0 && <HistoryLines facts={data.minor} say={(fact) => <MinorSaid fact={fact} />} />}
    </Dialog>
  )
}

function MinorForm({ data, onDone }: { data: Ties; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const codes = useCodes()
  const write = useWriteTies(data.personId)
  const base = minorOf(data)
  const draft = useDraft<Edit<MinorValues>>('minor', data.personId, { ...base, base, version: versionOf(data) })
  const lists = { companion: companions, guardian: guardianStates, ageFrom: ageSources }
  if (!draft.ready) return <Skeleton rows={4} />
  return (
    <EditForm
      draft={draft}
      status={<DraftStatus draft={draft} />}
      record={Ties}
      valuesOf={minorOf}
      versionOf={versionOf}
      labelOf={(field) => t(`people.${field}`)}
      sayValue={(field, value) =>
        field === 'text' ? String(value) || t('ui.none') : codes.one(lists[field], String(value))
      }
      read={readMinor}
      send={(body, no) => write.minor({ ...body, no })}
      onSaved={() => say(t('people.minority-saved'))}
      onClose={onDone}
    >
      {(fields) => <MinorFields fields={fields} />}
    </EditForm>
  )
}

function MinorFields({ fields }: { fields: Fields<MinorValues> }) {
  const { t } = useText()
  const codes = useCodes()
  const at = useFields(fields, 'minor-')
  return (
    <>
      <ChoiceField
        {...at('companion')}
        onChange={(given) => fields.change({ companion: given as MinorValues['companion'] })}
        label={t('people.companion')}
        options={codes.options(companions)}
        unanswered
      />
      <ChoiceField
        {...at('guardian')}
        onChange={(given) => fields.change({ guardian: given as MinorValues['guardian'] })}
        label={t('people.guardian')}
        options={codes.options(guardianStates)}
        unanswered
      />
      <ChoiceField
        {...at('ageFrom')}
        onChange={(given) => fields.change({ ageFrom: given as MinorValues['ageFrom'] })}
        label={t('people.ageFrom')}
        options={codes.options(ageSources)}
        unanswered
      />
      <AreaField {...at('text')} label={t('people.tie-text')} maxLength={2_000} optional personal />
    </>
  )
}
