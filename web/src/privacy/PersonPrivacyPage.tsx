import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { GroundForm } from '../grounds/GroundForm.tsx'
import { PersonGrounds } from '../grounds/PersonGrounds.tsx'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { ExportCard, HeldCard, RestrictionCard } from './HeldCards.tsx'
import { ExportDialog, LiftDialog, RestrictDialog } from './PrivacyDialogs.tsx'
import { personPrivacyQuery } from './queries.ts'
import { RestrictionBanner } from './RestrictionBanner.tsx'
import { SeenCard } from './SeenCard.tsx'
import { ShareCheck } from './ShareCheck.tsx'

type Open = 'nothing' | 'ground' | 'restrict' | 'export' | { lift: string }

/** What a person may ask of this desk: what is held, on what ground, who saw it, to whom it was given. */
export function PersonPrivacyPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/signed-in/$desk/persone/$id/privacy' })
  const { dopo } = useSearch({ from: '/signed-in/$desk/persone/$id/privacy' })
  const asked = useAskedDraft()
  const [open, setOpen] = useState<Open>(asked?.kind === 'ground' ? 'ground' : 'nothing')
  const query = useQuery(personPrivacyQuery(desk.code, id))
  const privacy = query.data
  const can = (what: 'record-ground' | 'restrict' | 'export') => privacy?.can.includes(what) ?? false
  const close = () => setOpen('nothing')
  return (
    <Page
      title={t('privacy.of-person')}
      tab={t('privacy.of-person')}
      action={
        can('export') && (
          <Button look="primary" icon="download" onClick={() => setOpen('export')}>
            {t('privacy.export')}
          </Button>
        )
      }
      menu={[
        ...(can('record-ground')
          ? [{ label: t('privacy.new-ground'), icon: 'plus' as const, run: () => setOpen('ground') }]
          : []),
        ...(can('restrict')
          ? [{ label: t('privacy.restrict'), icon: 'lock' as const, run: () => setOpen('restrict') }]
          : []),
        { label: t('ui.print'), icon: 'print', run: () => print() },
      ]}
      facts={
        privacy && [
          {
            label: t('privacy.person'),
            value: (
              <Link className="personal" to="/$desk/persone/$id" params={{ desk: desk.code, id }}>
                {privacy.personName || t('people.unnamed')}
              </Link>
            ),
          },
        ]
      }
    >
      <RestrictionBanner personId={id} />
      <QueryState query={query} rows={8} />
      {privacy && open === 'ground' && <GroundForm personId={id} onDone={close} />}
      {privacy && <PersonGrounds personId={id} />}
      {privacy && (
        <>
          <HeldCard held={privacy.held} />
          <Card title={t('privacy.shares')}>
            {privacy.shares.length === 0 && <EmptyState>{t('privacy.no-shares')}</EmptyState>}
          </Card>
          <ShareCheck personId={id} />
          <RestrictionCard rows={privacy.restrictions} lift={(restriction) => setOpen({ lift: restriction })} />
          <ExportCard rows={privacy.exports} personId={id} mayFetch={can('export')} />
          <SeenCard
            personId={id}
            after={dopo}
            go={(after) => void navigate({ to: '.', search: { dopo: after } as never, resetScroll: false })}
          />
          <p className="quiet">{t('privacy.no-erasure')}</p>
        </>
      )}
      {open === 'restrict' && <RestrictDialog personId={id} onClose={close} />}
      {open === 'export' && <ExportDialog personId={id} onClose={close} />}
      {typeof open === 'object' && <LiftDialog personId={id} restriction={open.lift} onClose={close} />}
    </Page>
  )
}
