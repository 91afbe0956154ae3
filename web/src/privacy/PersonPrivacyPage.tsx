import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonPrivacy } from '#model/privacy/contract.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { GroundForm } from '../grounds/GroundForm.tsx'
import { PersonGrounds } from '../grounds/PersonGrounds.tsx'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { ErasureCard } from './ErasureCard.tsx'
import { AskErasureDialog, DecideErasureDialog, type Deciding } from './ErasureDialogs.tsx'
import { ExportCard, HeldCard, RestrictionCard, SharesCard } from './HeldCards.tsx'
import { ExportDialog, LiftDialog, RestrictDialog } from './PrivacyDialogs.tsx'
import { personPrivacyQuery } from './queries.ts'
import { RestrictionBanner } from './RestrictionBanner.tsx'
import { SeenCard } from './SeenCard.tsx'
import { ShareCheck } from './ShareCheck.tsx'

type Open = 'nothing' | 'ground' | 'restrict' | 'export' | 'ask-erasure' | { lift: string } | Deciding

/** What a person may ask of this desk: what is held, on what ground, who saw it, to whom it was given. */
export function PersonPrivacyPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/signed-in/$desk/persone/$id/privacy' })
  const { dopo } = useSearch({ from: '/signed-in/$desk/persone/$id/privacy' })
  const asked = useAskedDraft()
  const wanted = useLocation({ select: (location) => location.state.ground })
  const [open, setOpen] = useState<Open>(asked?.kind === 'ground' || wanted ? 'ground' : 'nothing')
  const query = useQuery(personPrivacyQuery(desk.code, id))
  const privacy = query.data
  const can = (what: PersonPrivacy['can'][number]) => privacy?.can.includes(what) ?? false
  const erased = privacy?.erasures.some(({ end }) => end?.outcome === 'done')
  const close = () => setOpen('nothing')
  const backTo = (referral: string) =>
    void navigate({ to: '/$desk/invii/$id', params: { desk: desk.code, id: referral } })
  return (
    <Page
      title={t('privacy.of-person')}
      tab={t('privacy.of-person')}
      action={
        can('export') &&
        open !== 'ground' && (
          <Button look="primary" icon="download" onClick={() => setOpen('export')}>
            {t('privacy.export')}
          </Button>
        )
      }
      menu={[
        ...(can('restrict')
          ? [{ label: t('privacy.restrict'), icon: 'lock' as const, run: () => setOpen('restrict') }]
          : []),
        ...(can('ask-erasure')
          ? [{ label: t('privacy.erasure-ask'), icon: 'close' as const, run: () => setOpen('ask-erasure') }]
          : []),
        { label: t('ui.print'), icon: 'print', run: () => print() },
      ]}
      facts={
        privacy && [
          {
            label: t('privacy.person'),
            value: (
              <Link className="personal" to="/$desk/persone/$id" params={{ desk: desk.code, id }}>
                {privacy.personName || t(erased ? 'people.erased' : 'people.unnamed')}
              </Link>
            ),
          },
        ]
      }
    >
      <RestrictionBanner personId={id} />
      <QueryState query={query} rows={8} />
      {privacy && open === 'ground' && (
        <GroundForm personId={id} wanted={wanted} onDone={wanted ? () => backTo(wanted.referral) : close} />
      )}
      {privacy && (
        <PersonGrounds
          personId={id}
          add={can('record-ground') && open !== 'ground' ? () => setOpen('ground') : undefined}
          resting={(ground) => privacy.shares.filter(({ restsOn }) => restsOn === ground)}
        />
      )}
      {privacy && (
        <>
          <HeldCard held={privacy.held} />
          <SharesCard shares={privacy.shares} />
          {!erased && <ShareCheck personId={id} />}
          <RestrictionCard
            rows={privacy.restrictions}
            erased={erased === true}
            lift={(restriction) => setOpen({ lift: restriction })}
          />
          <ErasureCard rows={privacy.erasures} decide={setOpen} />
          <ExportCard rows={privacy.exports} personId={id} mayFetch={can('export')} />
          <SeenCard
            personId={id}
            after={dopo}
            go={(after) => void navigate({ to: '.', search: { dopo: after } as never, resetScroll: false })}
          />
        </>
      )}
      {open === 'restrict' && <RestrictDialog personId={id} onClose={close} />}
      {privacy && open === 'export' && <ExportDialog personId={id} privacy={privacy} onClose={close} />}
      {open === 'ask-erasure' && (
        <AskErasureDialog personId={id} personName={privacy?.personName ?? ''} onClose={close} />
      )}
      {typeof open === 'object' && 'lift' in open && (
        <LiftDialog personId={id} restriction={open.lift} onClose={close} />
      )}
      {typeof open === 'object' && 'erasure' in open && (
        <DecideErasureDialog personId={id} personName={privacy?.personName ?? ''} {...open} onClose={close} />
      )}
    </Page>
  )
}
