import { type FormEvent, useState } from 'react'
import { v7 } from 'uuid'
import type { CaseFile } from '#model/cases/contract.ts'
import { DossierPart, fetchDossier, makeDossier } from '#model/privacy/contract-dossier.ts'
import { addressOf, call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { ChecksField } from '../ui/ChecksField.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'

/** Chosen parts of a case on paper, for whom or what is said; the case keeps that it was done. */
export function DossierDialog({ file, onMade, onClose }: { file: CaseFile; onMade: () => void; onClose: () => void }) {
  const { t, lang } = useText()
  const desk = useDesk().code
  const [id] = useState(() => v7())
  const [parts, setParts] = useState<string[]>([])
  const [purpose, setPurpose] = useState('')
  const [wrong, setWrong] = useState<{ parts?: string; purpose?: string }>({})
  const [failed, setFailed] = useState<unknown>(null)
  const [made, setMade] = useState(false)
  const all = parts.length === DossierPart.options.length
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const bad = {
      ...(parts.length === 0 && { parts: t('privacy.dossier-no-part') }),
      ...(purpose.trim().length < 3 && { purpose: t('privacy.dossier-no-purpose') }),
    }
    setWrong(bad)
    if (bad.parts || bad.purpose) {
      document.querySelector<HTMLElement>(bad.parts ? 'input[name=dossier-parts]' : '#dossier-purpose')?.focus()
      return
    }
    setFailed(null)
    try {
      // As they stand on paper, whatever the order in which they were chosen.
      const chosen = DossierPart.options.filter((part) => parts.includes(part))
      const body = { id, parts: chosen, purpose, language: lang === 'en' ? ('en' as const) : ('it' as const) }
      await call(makeDossier, { params: { desk, case: file.id }, body })
      setMade(true)
      onMade()
    } catch (error) {
      setFailed(error)
    }
  }
  return (
    <Dialog
      title={t('privacy.dossier')}
      onClose={onClose}
      wide
      // What was chosen is not thrown away by a key: the button does it.
      firm={!made && (parts.length > 0 || purpose !== '')}
    >
      {made ? (
        <div className="form">
          <Notice tone="good">
            <p>{t('privacy.dossier-made')}</p>
          </Notice>
          <div className="form-actions">
            <a
              className="btn btn-primary"
              href={addressOf(fetchDossier, { desk, case: file.id, dossier: id }, {})}
              download
            >
              {t('privacy.dossier-fetch')}
            </a>
            <Button onClick={onClose}>{t('ui.close')}</Button>
          </div>
        </div>
      ) : (
        <form className="form" noValidate onSubmit={(event) => void submit(event)}>
          <p>{t('privacy.dossier-hint')}</p>
          {file.person.restricted && (
            <Notice tone="amber">
              <p>{t('privacy.dossier-restricted')}</p>
            </Notice>
          )}
          {failed !== null && <Failure error={failed} />}
          <ChecksField
            id="dossier-parts"
            label={t('privacy.dossier-parts')}
            value={parts}
            onChange={setParts}
            error={wrong.parts}
            options={DossierPart.options.map((value) => ({ value, label: t(`privacy.dossier-part.${value}`) }))}
          />
          <p>
            <Button small look="plain" onClick={() => setParts(all ? [] : [...DossierPart.options])}>
              {t(all ? 'privacy.dossier-none' : 'privacy.dossier-all')}
            </Button>
          </p>
          <TextField
            id="dossier-purpose"
            label={t('privacy.dossier-purpose')}
            help={t('privacy.dossier-purpose-help')}
            value={purpose}
            onChange={setPurpose}
            maxLength={200}
            error={wrong.purpose}
          />
          <div className="form-actions">
            <Button look="primary" type="submit">
              {t('privacy.dossier-make')}
            </Button>
            <Button onClick={onClose}>{t('ui.cancel')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
