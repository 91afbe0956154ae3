import { useState } from 'react'
import type { Holding } from '#model/team/handover-contract.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useText } from '../ui/text.tsx'
import { going, receiverOf, type Values } from './handover-values.ts'
import type { Run } from './use-run.ts'

/** The last look before it goes: how many cases, and the names of them. `rest`: what is of no case goes to the colleague of all. */
export function HandoverStart({
  run,
  rows,
  values,
  rest,
  names,
}: {
  run: Run
  rows: readonly Holding[]
  values: Values
  rest: string | null
  names: ReadonlyMap<string, string>
}) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const picked = going(rows, values)
  const restTo = rest !== null && values.to ? { to: values.to, mark: rest } : null
  const start = () => {
    setAsking(false)
    void run.start(
      picked.map((row) => ({ row, to: receiverOf(values, row.caseId), note: values.lines[row.caseId]?.note ?? '' })),
      restTo,
    )
  }
  return (
    <div className="form-actions">
      <Button look="primary" disabled={picked.length === 0 && restTo === null} onClick={() => setAsking(true)}>
        {t('team.handover-do', { count: picked.length })}
      </Button>
      {!values.to && <span className="quiet">{t('team.handover-choose')}</span>}
      {values.to && rows.length > 0 && picked.length === 0 && (
        <span className="quiet">{t('team.handover-none-goes')}</span>
      )}
      {asking && (
        <Dialog title={t('team.handover')} onClose={() => setAsking(false)}>
          <div className="form">
            <p>{t('team.handover-before', { count: picked.length })}</p>
            <ul className="lines">
              {picked.map((row) => (
                <li key={row.caseId}>
                  <span className="personal">{row.personName || row.personCode || t('people.unnamed')}</span>{' '}
                  <small>{t('team.handover-goes-to', { name: names.get(receiverOf(values, row.caseId)) ?? '' })}</small>
                </li>
              ))}
              {restTo && (
                <li>
                  {t('team.handover-the-rest')}{' '}
                  <small>{t('team.handover-goes-to', { name: names.get(restTo.to) ?? '' })}</small>
                </li>
              )}
            </ul>
            <div className="dialog-actions">
              <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
              <Button look="primary" onClick={start}>
                {t('team.handover-do', { count: picked.length })}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  )
}
