import { formatDate, formatInstant } from '#model/calendar.ts'
import { outcomes } from '#model/codes/outcomes.ts'
import type { Approval } from '#model/team/approval-contract.ts'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortInstant } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'

/** What was asked, exactly, in which words, and what was answered. */
export function ApprovalSaid({ one }: { one: Approval }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const who = useWho()
  const { closing, end, state } = one
  return (
    <>
      <p>{t(`team.approval-asks.${one.act}`, { service: one.service })}</p>
      <small>{t('team.approval-asked', { by: who(one.by), at: shortInstant(one.at, lang) })}</small>
      {one.changed && (
        <Notice tone="amber">
          <p>{t('team.approval-changed')}</p>
        </Notice>
      )}
      {closing && (
        <small>
          {t('team.approval-closing', {
            outcome: codes.one(outcomes, closing.outcome),
            day: formatDate(closing.closedOn, lang),
          })}
        </small>
      )}
      {closing?.note && <p className="personal wording">{t('team.approval-closing-note', { note: closing.note })}</p>}
      {one.note && <p className="personal wording">{one.note}</p>}
      {state === 'outlived' && <p>{t(`team.approval-outlived.${one.act}`)}</p>}
      {end && <p>{t(`team.approval-state.${state}`, { by: who(end.by), at: formatInstant(end.at, lang) })}</p>}
      {end?.words && <p className="personal wording">{end.words}</p>}
    </>
  )
}
