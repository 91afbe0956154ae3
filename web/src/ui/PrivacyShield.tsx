import { useEffect, useState } from 'react'
import { IconButton } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { useKeys } from './keys.tsx'
import { useText } from './text.tsx'

const idleAfter = 2 * 60_000

/** One key hides every name on the screen; after two minutes without touch it comes by itself. */
export function PrivacyShield() {
  const { t } = useText()
  const [up, setUp] = useState(false)
  useKeys([{ key: 'F2', says: t('shield.key'), run: () => setUp((before) => !before) }])

  useEffect(() => {
    document.documentElement.classList.toggle('shielded', up)
  }, [up])

  useEffect(() => {
    let timer = window.setTimeout(() => setUp(true), idleAfter)
    const touch = () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => setUp(true), idleAfter)
    }
    const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
    for (const kind of kinds) document.addEventListener(kind, touch, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const kind of kinds) document.removeEventListener(kind, touch)
    }
  }, [])

  return (
    <>
      <IconButton
        name={up ? t('shield.show') : t('shield.hide')}
        icon={up ? 'hide' : 'eye'}
        aria-pressed={up}
        onClick={() => setUp(!up)}
      />
      {up && (
        <div className="shield-band" role="status">
          <Icon name="hide" small /> {t('shield.up')}
          <button type="button" onClick={() => setUp(false)}>
            {t('shield.show')}
          </button>
        </div>
      )}
    </>
  )
}
