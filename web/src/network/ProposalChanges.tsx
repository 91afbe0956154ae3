import type { ProposalInFull } from '#model/network/contract-proposals.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { type EntryValues, valuesOfEntry } from './entry-values.ts'
import { fieldsOfChange, useEntryWords } from './entry-words.ts'

/** What a proposal changes, as it is now and as it would be; of a new entry, all that is said. */
export function ProposalChanges({ proposal }: { proposal: ProposalInFull }) {
  const { t } = useText()
  const { labelOf, sayValue } = useEntryWords()
  const proposed = valuesOfEntry(proposal.proposed)
  const current = proposal.current && valuesOfEntry(proposal.current)
  const fields = current ? proposal.changed.flatMap(fieldsOfChange) : (Object.keys(proposed) as (keyof EntryValues)[])
  const rows = fields
    .map((field) => ({
      field,
      before: current ? sayValue(field, current[field]) : '',
      after: sayValue(field, proposed[field]),
    }))
    .filter(({ before, after }) => before !== after)
  return (
    <Card title={t(current ? 'network.what-changes' : 'network.what-is-new')}>
      <table className="table changes">
        <thead>
          <tr>
            <th scope="col">{t('network.field')}</th>
            {current && <th scope="col">{t('network.before')}</th>}
            <th scope="col">{t('network.after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{labelOf(field)}</th>
              {current && (
                <td className="prose" data-head={t('network.before')}>
                  {before || t('ui.empty-value')}
                </td>
              )}
              <td className="prose" data-head={t('network.after')}>
                {after || t('ui.empty-value')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
