import type { Holding } from '#model/team/handover-contract.ts'
import type { DraftHandle } from '../drafts/use-draft.ts'
import { Chip } from '../ui/Chip.tsx'
import { Card } from '../ui/Page.tsx'
import { AreaField, SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { hasWhat, lineWith, type Values } from './handover-values.ts'

type Options = readonly { value: string; label: string }[]

/** Case by case: whether it goes, to whom, what of it, what speaks against it, and what the colleague must know. */
export function HandoverLines(props: { rows: readonly Holding[]; draft: DraftHandle<Values>; options: Options }) {
  const { t } = useText()
  if (props.rows.length === 0) return null
  return (
    <Card title={t('team.handover-cases')} count={props.rows.length}>
      <p className="quiet">{t('team.handover-note-help')}</p>
      {props.rows.some(({ approvals }) => approvals.length > 0) && <p className="quiet">{t('team.waits-stays')}</p>}
      <ul className="lines handover-lines">
        {props.rows.map((row) => (
          <Line key={row.caseId} row={row} draft={props.draft} options={props.options} />
        ))}
      </ul>
    </Card>
  )
}

function Line({ row, draft, options }: { row: Holding; draft: DraftHandle<Values>; options: Options }) {
  const { t } = useText()
  const { values } = draft
  const line = values.lines[row.caseId] ?? {}
  const name = row.personName || row.personCode || t('people.unnamed')
  const change = (part: typeof line) => draft.change(lineWith(values, row.caseId, part))
  const held = [
    t(row.role ? `cases.role.${row.role}` : 'team.not-followed'),
    ...(['steps', 'tasks', 'appointments'] as const)
      .filter((part) => row[part] > 0)
      .map((part) => t(`team.has.${part}`, { count: row[part] })),
    ...row.approvals.map(({ act, service }) => t(`team.waits.${act}`, { service })),
  ]
  return (
    <li>
      <div>
        <label className="choice">
          <input
            type="checkbox"
            checked={!line.stays}
            onChange={() => change({ stays: !line.stays })}
            aria-describedby={`held-${row.caseId}`}
          />
          <span className="personal">{name}</span>
        </label>
        <small id={`held-${row.caseId}`}>{held.join(' · ')}</small>
        {!line.stays && <Said row={row} values={values} />}
        {!line.stays && (
          <div className="form">
            <SelectField
              id={`to-${row.caseId}`}
              label={t('team.handover-to-of', { name })}
              labelPersonal
              none={t('team.handover-as-all')}
              value={line.to ?? ''}
              onChange={(to) => change({ to })}
              options={options}
            />
            <AreaField
              id={`note-${row.caseId}`}
              label={t('team.handover-note-of', { name })}
              labelPersonal
              optional
              personal
              rows={2}
              maxLength={2_000}
              value={line.note ?? ''}
              onChange={(note) => change({ note })}
            />
          </div>
        )}
      </div>
    </li>
  )
}

/** What was found about this colleague and this case. */
function Said({ row, values }: { row: Holding; values: Values }) {
  const { t } = useText()
  const { verdict } = row
  if (!hasWhat(row, values)) return <Chip icon="info">{t('team.nothing-goes')}</Chip>
  if (verdict === null) return null
  if (verdict.refused)
    return (
      <Chip icon="danger" tone="red">
        {t(`team.refused.${verdict.refused}`)}
      </Chip>
    )
  return (
    <span className="chips">
      {verdict.said.map((said) => (
        <Chip key={said} icon="warning" tone="amber">
          {t(`team.said.${said}`, { as: verdict.as ? t(`cases.role.${verdict.as}`) : '' })}
        </Chip>
      ))}
    </span>
  )
}
