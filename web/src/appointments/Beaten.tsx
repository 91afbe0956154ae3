import { useState } from 'react'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

/** That somebody else was first, and what stands there now: what was typed is still there, and saving again makes it hold. */
export function Beaten({ version, now }: { version: number; now: string }) {
  const { t } = useText()
  const [opened] = useState(version)
  return (
    <div role="status">
      {version !== opened && (
        <Notice tone="amber">
          <p className="personal">{t('agenda.places-beaten', { now: now || t('ui.none') })}</p>
        </Notice>
      )}
    </div>
  )
}
