import type { GivenAnswer } from '#model/intake/sign-contract.ts'
import { type AgeGroup, weighSigns } from '#model/intake/sign-rules.ts'
import { Chip } from '../ui/Chip.tsx'
import { Card } from '../ui/Page.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'

/** What the answers say together. It counts signs and names who decides; it never says what somebody is. */
export function SignsWeighed(props: {
  rows: readonly GivenAnswer[]
  group: AgeGroup
  setGroup: (group: AgeGroup) => void
}) {
  const { rows, group } = props
  const { t } = useText()
  const { penal, dimensions, forcedLabour, pattern } = weighSigns(rows, group)
  const present = dimensions.filter(({ because }) => because.length > 0)
  const list = (signs: readonly string[]) => (
    <ul>
      {signs.map((sign) => (
        <li key={sign}>{t(`sign.${sign}`)}</li>
      ))}
    </ul>
  )
  return (
    <>
      <Card title={t('signs.result')}>
        {penal.length === 0 && present.length === 0 && <p className="quiet">{t('signs.none')}</p>}
        {pattern && (
          <p>
            <strong>{t(`signs.pattern.${pattern}`)}</strong>
          </p>
        )}
        {(penal.length > 0 || present.length > 0) && <p>{t('signs.decides')}</p>}
        <SelectField
          id="sign-group"
          label={t('signs.group')}
          help={t('signs.group-help')}
          value={group}
          onChange={(next) => props.setGroup(next as AgeGroup)}
          options={(['adult', 'minor'] as const).map((value) => ({ value, label: t(`signs.group.${value}`) }))}
        />
      </Card>
      {penal.length > 0 && (
        <Card title={t('signs.part.penal')}>
          {(['index', 'element', 'aggravating'] as const)
            .map((part) => ({ part, own: penal.filter((one) => one.part === part) }))
            .filter(({ own }) => own.length > 0)
            .map(({ part, own }) => (
              <section key={part}>
                <h3>{t(`signs.part.${part}`)}</h3>
                <ul>
                  {own.map(({ sign, periods, repeated }) => (
                    <li key={sign}>
                      {t(`sign.${sign}`)}
                      {repeated !== null && (
                        <small> {t(repeated ? 'signs.repeated' : 'signs.not-repeated', { count: periods })}</small>
                      )}
                    </li>
                  ))}
                </ul>
              </section>
            ))}
        </Card>
      )}
      {present.map(({ dimension, stands, because, strong, medium, weak }) => (
        <Card
          key={dimension}
          title={t(`sign.dimension.${dimension}`)}
          action={
            <Chip tone={stands ? 'amber' : 'plain'} {...(stands && { icon: 'warning' as const })}>
              {t(stands ? 'signs.dimension-stands' : 'signs.dimension-not')}
            </Chip>
          }
        >
          <p className="quiet">{t('signs.counts', { strong, medium, weak })}</p>
          <p>{t('signs.because')}:</p>
          {list(because)}
        </Card>
      ))}
      {forcedLabour.length > 0 && (
        <Card title={t('signs.forced-labour')}>
          <ul>
            {forcedLabour.map(({ sign }) => (
              <li key={sign}>{t(`sign.forced-labour.${sign}`)}</li>
            ))}
          </ul>
        </Card>
      )}
      <p className="quiet">{t('signs.source', { day: '21/11/2026' })}</p>
    </>
  )
}
