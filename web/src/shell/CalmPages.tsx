import { Link, useRouter } from '@tanstack/react-router'
import { Failure } from '../ui/failure.tsx'
import { Page } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** An address at which there is nothing, or nothing for this account. */
export function MissingPage() {
  const { t } = useText()
  return (
    <Page title={t('shell.missing.title')} tab={t('shell.missing.title')}>
      <p>{t('shell.missing.text')}</p>
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
