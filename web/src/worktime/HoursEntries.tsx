import { useEffect, useRef, useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { HoursEntry } from '#model/worktime/contract.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Card } from '../ui/Page.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { spanText, turnText, weekdayText } from './hours-words.ts'
import { useWriteHours } from './queries.ts'

type Props = { caseId: string; entries: readonly HoursEntry[]; mayWrite: boolean }

/** Everything that was written, the last first; what was taken back stays among it. */
export function HoursEntries({ caseId, entries, mayWrite }: Props) {
  const { t } = useText()
  const say = useSay()
  const write = useWriteHours(caseId)
  const list = useRef<HTMLOListElement>(null)
  const [going, setGoing] = useState<HoursEntry | null>(null)
  const [gone, setGone] = useState<string | null>(null)
  const isGone = entries.some(({ id, withdrawn }) => id === gone && withdrawn)
  useEffect(() => {
    // Its button goes with the entry, at the earliest when the dialog is shut: only then the keyboard goes on in the list.
    if (!isGone || going) return
    list.current?.focus()
    setGone(null)
  }, [isGone, going])
  return (
    <Card title={t('worktime.entries')} count={entries.filter(({ withdrawn }) => !withdrawn).length}>
      <p className="quiet">{t(entries.length > 0 ? 'worktime.entries-help' : 'worktime.no-entries')}</p>
      <ol className="lines hours-entries" ref={list} tabIndex={-1} aria-label={t('worktime.entries')}>
        {entries.toReversed().map((entry) => (
          <EntryLine key={entry.id} entry={entry} take={mayWrite ? () => setGoing(entry) : null} />
        ))}
      </ol>
      {going && (
        <ReasonDialog
          title={t('worktime.take-back')}
          before={t('worktime.take-back-before')}
          label={t('worktime.take-back-why')}
          action={t('worktime.take-back')}
          onClose={() => setGoing(null)}
          run={async (why) => {
            await write.withdraw(going.id, why)
            setGone(going.id)
            say(t('worktime.taken-back'))
          }}
        />
      )}
    </Card>
  )
}

function EntryLine({ entry, take }: { entry: HoursEntry; take: (() => void) | null }) {
  const text = useText()
  const { t, lang } = text
  const { worked, free, turns, place, evidence, note, saidBy, withdrawn } = entry
  const span = spanText(entry, text)
  const oneDay = entry.from === entry.until
  const days = (list: readonly number[]) => list.map((day) => weekdayText(day, text)).join(', ')
  const times = turns.map((turn) => turnText(turn, text)).join(' + ')
  return (
    <li className={withdrawn ? 'hours-gone' : undefined}>
      <div>
        <strong>{span}</strong>
        {worked.length > 0 && <p>{oneDay ? times : t('worktime.line-worked', { days: days(worked), times })}</p>}
        {free.length > 0 && <p>{oneDay ? t('worktime.day.free') : t('worktime.line-free', { days: days(free) })}</p>}
        {[place, evidence, note].filter(Boolean).map((words) => (
          <p key={words} className="prose personal">
            {words}
          </p>
        ))}
        <small>
          {t(`signs.said-by.${saidBy}`)} · {t('worktime.row', { by: entry.by, at: formatInstant(entry.at, lang) })}
        </small>
        {withdrawn && (
          <>
            <p>
              <Chip>{t('worktime.gone')}</Chip>{' '}
              {t('worktime.row', { by: withdrawn.by, at: formatInstant(withdrawn.at, lang) })}
            </p>
            {withdrawn.why && <p className="prose personal">{withdrawn.why}</p>}
          </>
        )}
      </div>
      {take && !withdrawn && (
        <Button small look="plain" aria-label={t('worktime.take-back-of', { span })} onClick={take}>
          {t('worktime.take-back-short')}
        </Button>
      )}
    </li>
  )
}
