import type { CaseFile } from '#model/cases/contract.ts'
import { OpenAppointments } from '../appointments/OpenAppointments.tsx'
import { OpenReferrals } from '../referrals/OpenReferrals.tsx'
import { OpenTasks } from '../tasks/OpenTasks.tsx'
import { timelineOf, writtenSince } from '../timeline/entries.ts'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

/** What whoever approves a closing has to know before: what came since it was asked for, and what is open still. */
export function SinceAsked({ file, at }: { file: CaseFile; at: string }) {
  const { t, lang } = useText()
  const since = [...writtenSince(timelineOf(file, file.timeline?.happenings), at)].filter(
    ([kind]) => kind !== 'approval',
  )
  const what = since.map(([kind, count]) => t('timeline.of-kind', { kind: t(`timeline.kind.${kind}`), count }))
  return (
    <>
      {what.length > 0 && (
        <Notice tone="amber">
          <p>{t('cases.since-asked', { what: new Intl.ListFormat(lang).format(what) })}</p>
        </Notice>
      )}
      <OpenTasks file={file} />
      <OpenAppointments agenda={file.appointments} />
      <OpenReferrals rows={file.referrals} before="closing" />
    </>
  )
}
