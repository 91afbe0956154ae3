import { useState } from 'react'
import type { WholeAppointment } from '#model/appointments/contract.ts'
import { Button } from '../ui/Button.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useAppointmentActs } from './queries.ts'
import { SeriesMoveDialog } from './SeriesMoveDialog.tsx'

const cancelling = ['cancelled-by-person', 'cancelled-by-desk'] as const
type Asked = 'move' | (typeof cancelling)[number] | null

/** What may be done with an appointment and those of its series that follow. Nothing where none does. */
export function SeriesActs({ row }: { row: WholeAppointment }) {
  const { t } = useText()
  const say = useSay()
  const acts = useAppointmentActs()
  const [asked, setAsked] = useState<Asked>(null)
  if (row.series === null || row.next.length === 0) return null
  const cancels = cancelling.filter((act) => row.can.includes(act))
  return (
    <section className="not-on-paper" aria-label={t('agenda.series')}>
      <p>{t('agenda.series-says', { count: row.next.length })}</p>
      <div className="form-actions agenda-acts">
        {row.can.includes('change') && (
          <Button icon="edit" onClick={() => setAsked('move')}>
            {t('agenda.series-move')}
          </Button>
        )}
        {cancels.map((act) => (
          <Button key={act} onClick={() => setAsked(act)}>
            {t(`agenda.series-do.${act}`)}
          </Button>
        ))}
      </div>
      {asked === 'move' && <SeriesMoveDialog row={row} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'move' && (
        <ReasonDialog
          title={t(`agenda.series-do.${asked}`)}
          before={t('agenda.series-says', { count: row.next.length })}
          label={t('agenda.why')}
          action={t(`agenda.series-do.${asked}`)}
          run={async (why) => {
            await acts.cancelFollowing(row.id, row.no, asked, why)
            say(t('agenda.series-cancelled'))
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  )
}
