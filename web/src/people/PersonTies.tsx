import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { PartialDate } from '#model/calendar.ts'
import { relations } from '#model/codes/relations.ts'
import { minorRules } from '#model/people/minor-rules.ts'
import { minorityOf } from '#model/people/minority.ts'
import type { Relative, Ties } from '#model/people/ties-contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { todayHere } from '../ui/DateField.tsx'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { MinorChip } from './MinorChip.tsx'
import { MinorDialog } from './MinorDialog.tsx'
import { RelativeDialog } from './RelativeDialog.tsx'
import { SafeContactDialog } from './SafeContactDialog.tsx'
import { MinorSaid, RelativeSaid, SafeContactSaid, useRelativeName } from './TiesSaid.tsx'
import { tiesQuery } from './ties-queries.ts'

const address = '/signed-in/$desk/persone/$id'

/** How a person is reached safely, who belongs to the family, and what is particular where the person is a minor. */
export function PersonTies({ personId, birthDate }: { personId: string; birthDate: PartialDate | null }) {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const { apri, quale } = useSearch({ from: address })
  const query = useQuery(tiesQuery(desk.code, personId))
  const { data } = query
  if (!data) return <QueryState query={query} rows={4} />
  const mayWrite = data.can.includes('write')
  const open = (what: NonNullable<typeof apri>) => void navigate({ to: '.', search: { apri: what } })
  // Whoever goes back afterwards leaves the page, and does not open again what was closed.
  const close = () => void navigate({ to: '.', search: {}, replace: true })
  const dialog = { data, mayWrite, onClose: close }
  const { is } = minorityOf(birthDate, todayHere())
  const [latest] = data.safeContact
  const isNew = mayWrite && quale === undefined
  return (
    <>
      <Card
        title={t('people.safe-contact')}
        action={
          (mayWrite || latest) && (
            <Button small look="plain" icon={mayWrite ? 'edit' : 'eye'} onClick={() => open('contatto')}>
              {t(!mayWrite ? 'people.tie-read' : latest ? 'people.correct' : 'people.tie-write')}
            </Button>
          )
        }
      >
        {latest ? <SafeContactSaid fact={latest} /> : <p className="quiet">{t('people.safe-contact-empty')}</p>}
      </Card>
      <FamilyCard data={data} open={() => open('familiare')} mayWrite={mayWrite} />
      {(is === 'minor' || is === 'maybe' || data.minor.length > 0) && (
        <MinorCard data={data} open={() => open('minore')} mayWrite={mayWrite} />
      )}
      {apri === 'contatto' && (mayWrite || latest) && <SafeContactDialog {...dialog} />}
      {apri === 'minore' && (mayWrite || data.minor.length > 0) && <MinorDialog {...dialog} />}
      {apri === 'familiare' && (isNew || data.relatives.some(({ id }) => id === quale)) && (
        <RelativeDialog key={quale} {...dialog} of={quale ?? null} />
      )}
    </>
  )
}

type CardProps = { data: Ties; open: () => void; mayWrite: boolean }

const isHeld = ({ history: [latest] }: Relative) => latest !== undefined && !latest.withdrawn

function FamilyCard({ data, open, mayWrite }: CardProps) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const nameOf = useRelativeName()
  const held = data.relatives.filter(isHeld)
  const gone = data.relatives.filter((relative) => !isHeld(relative))
  return (
    <Card
      title={t('people.family')}
      count={held.length}
      action={
        mayWrite && (
          <Button small icon="plus" onClick={open}>
            {t('people.new-relative')}
          </Button>
        )
      }
    >
      {data.relatives.length === 0 && <p className="quiet">{t('people.family-empty')}</p>}
      <ul className="lines">
        {[...held, ...gone].map((relative) => {
          const [fact] = relative.history
          const birthDate = relative.other?.birthDate ?? fact?.birthDate ?? null
          if (!fact) return null
          return (
            <li key={relative.id}>
              <div>
                <Link to="." search={{ apri: 'familiare', quale: relative.id }}>
                  {codes.one(relations, fact.relation)} <span className="personal">{nameOf(relative)}</span>
                </Link>{' '}
                <MinorChip birthDate={birthDate} /> <RelativeSaid fact={fact} birthDate={birthDate} />
              </div>
              {relative.other && (
                <Link to="/$desk/persone/$id" params={{ desk: desk.code, id: relative.other.id }}>
                  {t('people.to-person')}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
      <p className="quiet">{t('people.family-unit')}</p>
    </Card>
  )
}

function MinorCard({ data, open, mayWrite }: CardProps) {
  const { t } = useText()
  const [latest] = data.minor
  return (
    <Card
      title={t('people.minority')}
      action={
        (mayWrite || latest) && (
          <Button small look="plain" icon={mayWrite ? 'edit' : 'eye'} onClick={open}>
            {t(!mayWrite ? 'people.tie-read' : latest ? 'people.correct' : 'people.tie-write')}
          </Button>
        )
      }
    >
      {latest ? <MinorSaid fact={latest} /> : <p className="quiet">{t('people.minority-empty')}</p>}
      {latest && isAlone(latest.companion) && latest.guardian !== 'appointed' && (
        <Notice tone="amber">
          <p>{t('people.alone-without-guardian')}</p>
        </Notice>
      )}
      <details>
        <summary>{t('people.minor-rules')}</summary>
        <ul className="lines">
          {minorRules.map(({ code, source, read }) => (
            <li key={code}>
              <div>
                {t(`people.minor-rule.${code}`)} <small>{source}</small>{' '}
                {!read && <Chip icon="info">{t('people.indicative')}</Chip>}
              </div>
            </li>
          ))}
        </ul>
      </details>
    </Card>
  )
}

const isAlone = (companion: string): boolean => companion === 'alone' || companion === 'other-adult'
