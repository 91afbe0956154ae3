import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useDesk, useMe } from '../identity/desk.tsx'
import { leave } from '../identity/queries.ts'
import { BrandMark } from '../ui/BrandMark.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useKeys } from '../ui/keys.tsx'
import { LanguageSwitch, useOtherLanguage } from '../ui/LanguageSwitch.tsx'
import { Menu } from '../ui/Menu.tsx'
import { PrivacyShield } from '../ui/PrivacyShield.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { SearchDialog } from './SearchDialog.tsx'

/** Slim header: desk, search, language, privacy shield, me. */
export function Header() {
  const { t } = useText()
  const [searching, setSearching] = useState(false)
  useKeys([
    { key: 'mod+k', says: t('keys.search'), run: () => setSearching(true) },
    { key: '/', says: t('keys.search'), run: () => setSearching(true) },
  ])
  return (
    <header className="header">
      <Link to="/" className="brand" aria-label={t('shell.home')}>
        <BrandMark />
        <span>Varco</span>
      </Link>
      <DeskSwitcher />
      <button type="button" className="header-search" onClick={() => setSearching(true)}>
        <Icon name="search" small />
        <span>{t('shell.search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="header-end">
        <span className="header-search-icon">
          <IconButton name={t('shell.search')} icon="search" onClick={() => setSearching(true)} />
        </span>
        <LanguageSwitch className="header-lang" />
        <PrivacyShield />
        <MyMenu />
      </div>
      {searching && <SearchDialog onClose={() => setSearching(false)} />}
    </header>
  )
}

/** A long name is cut with dots where there is no room, and said whole to who points at it. */
function DeskName({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <span className="header-desk" title={name}>
      <span>{name}</span>
      {children}
    </span>
  )
}

function DeskSwitcher() {
  const { t } = useText()
  const me = useMe()
  const here = useDesk()
  const navigate = useNavigate()
  if (me.desks.length < 2) return <DeskName name={here.name} />
  return (
    <Menu
      name={t('shell.switch-desk', { desk: here.name })}
      face={
        <DeskName name={here.name}>
          <Icon name="down" small />
        </DeskName>
      }
      items={me.desks.map((desk) => ({
        label: desk.name,
        chosen: desk.code === here.code,
        run: () => void navigate({ to: '/$desk', params: { desk: desk.code } }),
      }))}
    />
  )
}

function MyMenu() {
  const { t } = useText()
  const other = useOtherLanguage()
  const me = useMe()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [left, setLeft] = useState(0)
  const [everywhere, setEverywhere] = useState(false)
  const say = useSay()
  const out = async (all: boolean, anyway = false) => {
    setEverywhere(all)
    const answer = await leave(client, { everywhere: all, anyway })
    if (answer === 'still-in') say(t('identity.still-in'), { bad: true })
    else setLeft(answer)
  }
  const initials = me.name
    .split(' ')
    .map((part) => part[0])
    .slice(0, 2)
    .join('')
  return (
    <>
      <Menu
        name={t('shell.me', { initials, name: me.name })}
        face={<span className="avatar">{initials}</span>}
        items={[
          { label: t('identity.profile'), icon: 'person', run: () => void navigate({ to: '/profilo' }) },
          { label: t('identity.change-password'), icon: 'lock', run: () => void navigate({ to: '/profilo' }) },
          { label: other.name, icon: 'contacts', run: other.choose },
          {
            label: t('keys.title'),
            icon: 'keyboard',
            run: () => document.dispatchEvent(new KeyboardEvent('keydown', { key: '?' })),
          },
          { label: t('identity.sign-out'), icon: 'close', run: () => void out(false) },
          { label: t('identity.sign-out-everywhere'), icon: 'close', run: () => void out(true) },
        ]}
      />
      {left > 0 && (
        <Dialog title={t('identity.drafts-left.title')} onClose={() => setLeft(0)}>
          <p>{t('identity.drafts-left.text', { count: left })}</p>
          <div className="dialog-actions">
            <Button onClick={() => void out(everywhere, true)}>{t('identity.drafts-left.leave')}</Button>
            <Button look="primary" onClick={() => setLeft(0)}>
              {t('identity.drafts-left.stay')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
