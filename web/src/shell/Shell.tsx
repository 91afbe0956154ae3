import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useRouteContext } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { DeskOfAccount, Me } from '#model/identity/contract.ts'
import { pushWaitingDrafts } from '../drafts/queries.ts'
import { DeskProvider, MeProvider, useDesk } from '../identity/desk.tsx'
import { SignInAgain } from '../identity/SignInAgain.tsx'
import { Icon } from '../ui/Icon.tsx'
import { KeyHelp } from '../ui/keys.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useText } from '../ui/text.tsx'
import { Header } from './Header.tsx'
import { type Place, useIsHere, usePlaces } from './places.ts'

const lastDesk = 'varco.desk'
const nowhere: DeskOfAccount = { id: '', code: '', name: '', organisation: '', tryout: false, roles: [], grants: [] }

function deskOf(me: Me, code: string | undefined): DeskOfAccount {
  const wanted = code ?? sessionStorage.getItem(lastDesk)
  return me.desks.find((desk) => desk.code === wanted) ?? me.desks[0] ?? nowhere
}

/** Header, rail, page; what stands around every page behind the sign-in. */
export function Shell() {
  const { t } = useText()
  const { me } = useRouteContext({ from: '/signed-in' })
  const { desk: code } = useParams({ strict: false })
  const client = useQueryClient()
  const desk = deskOf(me, code)

  useEffect(() => {
    if (desk.code) sessionStorage.setItem(lastDesk, desk.code)
  }, [desk.code])
  useEffect(() => {
    // What an earlier visit could not send goes now.
    void pushWaitingDrafts().then(() => client.invalidateQueries({ queryKey: [desk.code, 'drafts'] }))
  }, [client, desk.code])

  return (
    <MeProvider me={me}>
      <DeskProvider desk={desk}>
        <a className="skip" href="#contenuto">
          {t('shell.skip')}
        </a>
        {(me.demo || desk.tryout) && (
          <section className="demo-band" aria-label={t('shell.demo-label')}>
            {t(desk.tryout ? 'shell.tryout' : 'shell.demo')}
          </section>
        )}
        <Header />
        <div className="shell">
          <Rail />
          <main id="contenuto" tabIndex={-1}>
            <div className="print-head">
              <strong>{desk.name}</strong> · {desk.organisation} · {new Date().toLocaleDateString('it-IT')}
              {(me.demo || desk.tryout) && ` · ${t(desk.tryout ? 'shell.tryout' : 'shell.demo')}`}
            </div>
            <Outlet key={desk.code} />
          </main>
        </div>
        <BottomBar />
        <KeyHelp />
        <SignInAgain />
      </DeskProvider>
    </MeProvider>
  )
}

const here = { 'aria-current': 'page' } as const

function Rail() {
  const { t } = useText()
  return (
    <nav className="rail" aria-label={t('shell.places')}>
      {usePlaces().map((place) => (
        <PlaceLink key={place.to} place={place} />
      ))}
    </nav>
  )
}

function PlaceLink({ place }: { place: Place }) {
  const { t } = useText()
  const isHere = useIsHere()
  return (
    <Link to={place.to} params={{ desk: useDesk().code }} activeOptions={{ exact: true }} {...(isHere(place) && here)}>
      <Icon name={place.icon} />
      {t(place.label)}
    </Link>
  )
}

/** On a phone: five places at the thumb, what is more under "Altro". */
function BottomBar() {
  const { t } = useText()
  const places = usePlaces()
  const isHere = useIsHere()
  const navigate = useNavigate()
  const desk = useDesk().code
  const shown = places.length > 5 ? places.slice(0, 4) : places
  const rest = places.slice(shown.length)
  return (
    <nav className="bottom-bar" aria-label={t('shell.places')}>
      {shown.map((place) => (
        <PlaceLink key={place.to} place={place} />
      ))}
      {rest.length > 0 && (
        <Menu
          name={t('shell.more-places')}
          className={rest.some(isHere) ? 'menu-up menu-here' : 'menu-up'}
          face={
            <>
              <Icon name="more" />
              {t('shell.more-places')}
            </>
          }
          items={rest.map((place) => ({
            label: t(place.label),
            icon: place.icon,
            run: () => void navigate({ to: place.to, params: { desk } }),
          }))}
        />
      )}
    </nav>
  )
}
