import { useState } from 'react'
import type { CivilDate } from '#model/calendar.ts'
import { endProblems } from '#model/grounds/arrangements.ts'
import type { Arrangement } from '#model/grounds/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { DateField, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useNetworkActs } from './queries.ts'

/** Ends an arrangement on the side of the own body: from which day, and why. The other parties read it. */
export function EndArrangementDialog({ arrangement, onClose }: { arrangement: Arrangement; onClose: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useNetworkActs(useDesk().code)
  const [day, setDay] = useState(typed(todayHere()))
  const [wrong, setWrong] = useState<string | null>(null)
  return (
    <ReasonDialog
      title={t('grounds.arrangement-end')}
      before={t('grounds.arrangement-end-before')}
      label={t('grounds.end-reason')}
      needed={t('grounds.end-reason-needed')}
      action={t('grounds.end')}
      run={async (reason) => {
        const read = readDate(day)
        const problem = !read.ok
          ? `ui.date.${read.reason}`
          : endProblems(read.date as CivilDate, todayHere()).length > 0
            ? 'grounds.end-day-past'
            : null
        setWrong(problem)
        if (!read.ok || problem) return false
        await acts.end(arrangement, { day: read.date, reason })
        return say(t('grounds.arrangement-ended'))
      }}
      onClose={onClose}
    >
      <DateField
        id="day"
        label={t('grounds.end-day')}
        value={day}
        onChange={(next) => {
          setWrong(null)
          setDay(next)
        }}
        error={wrong ? t(wrong) : undefined}
        ahead
      />
    </ReasonDialog>
  )
}
