import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useRouter } from '@tanstack/react-router'
import { caseOfAddress } from '../glass/case-address.ts'
import { EmergencyHint } from '../glass/EmergencyHint.tsx'
import { meQuery } from '../identity/queries.ts'
import { Failure } from '../ui/failure.tsx'
import { Page } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** An address at which there is nothing, or nothing for this account. */
export function MissingPage() {
  const { t } = useText()
  const { pathname } = useLocation()
  const { data: me } = useQuery({ ...meQuery, enabled: false })
  const desk = me?.desks.find(({ grants }) => grants.includes('glass.break'))
  const address = caseOfAddress(pathname)
  return (
    <Page title={t('shell.missing.title')} tab={t('shell.missing.title')}>
      <p>{t('shell.missing.text')}</p>
      {desk && address && <EmergencyHint desk={desk.code} address={pathname} />}
      <p>
        <Link to="/" className="btn btn-primary">
          {t('shell.missing.home')}
        </Link>
      </p>
    </Page>
  )
}

/** A page that could not be shown. */
export function BrokenPage({ error }: { error: unknown }) {
  const { t } = useText()
  const router = useRouter()
  return (
    <Page title={t('shell.broken.title')} tab={t('shell.broken.title')}>
      <Failure error={error} retry={() => void router.invalidate()} />
    </Page>
  )
}
