import { useState } from 'react'
import { languages } from '#model/codes/languages.ts'
import { holding } from '#model/letters/rules.ts'
import type { LetterTemplate, LetterVersion, TemplateRow } from '#model/letters/template-contract.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortInstant } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { LetterTemplateForm } from './LetterTemplateForm.tsx'
import { titleOf } from './letter-values.ts'
import { useWriteLetterTemplate } from './queries.ts'
import { asRead } from './template-values.ts'

/** A template: what holds, whose it is, and what it was before. */
export function LetterTemplateCard({ row, mayWrite }: { row: TemplateRow; mayWrite: boolean }) {
  const { t, lang } = useText()
  const say = useSay()
  const write = useWriteLetterTemplate()
  const [isOpen, setOpen] = useState(false)
  const { no, own, template } = holding(row)
  // Of one that was given up the last words are still its name.
  const named = template ?? row.versions.find((version) => version.template)?.template
  if (!named) return null
  const hold = async (again: LetterTemplate | null) => {
    try {
      const saved = await write(row.id, { no, template: again })
      say(t(saved ? 'letters.template-saved' : 'letters.template-first'), saved ? undefined : { bad: true })
    } catch {
      say(t('letters.template-not-saved'), { bad: true })
    }
  }
  return (
    <Card
      title={titleOf(named, lang)}
      action={
        mayWrite &&
        !isOpen && (
          <Button small look="plain" icon="edit" onClick={() => setOpen(true)}>
            {t('letters.template-edit')}
          </Button>
        )
      }
    >
      <div className="chips">
        <Chip icon={own ? 'desk' : 'info'}>
          {t(template ? (own ? 'letters.template-of-desk' : 'letters.template-of-varco') : 'letters.template-given-up')}
        </Chip>
        {named.discreet && <Chip>{t('letters.discreet')}</Chip>}
      </div>
      {isOpen ? (
        <LetterTemplateForm
          id={row.id}
          no={no}
          template={named}
          fits={(kept) => kept === row.id}
          onDone={() => setOpen(false)}
        />
      ) : (
        template && <TemplateShown template={template} />
      )}
      {row.versions.length > 0 && (
        <details>
          <summary>{t('letters.template-versions', { count: row.versions.length })}</summary>
          <ul className="lines">
            {row.versions.map((version, place) => (
              <VersionLine key={version.no} version={version} again={mayWrite && place > 0 ? hold : null} />
            ))}
          </ul>
        </details>
      )}
      {mayWrite && own && !isOpen && (
        <p>
          <Button small look="plain" icon="undo" onClick={() => void hold(null)}>
            {t(row.product ? 'letters.template-back' : 'letters.template-give-up')}
          </Button>
        </p>
      )}
    </Card>
  )
}

type VersionProps = { version: LetterVersion; again: ((template: LetterTemplate | null) => Promise<void>) | null }

function VersionLine({ version: { no, by, at, template }, again }: VersionProps) {
  const { t, lang } = useText()
  return (
    <li>
      <div>
        {template ? t('letters.version', { no }) : t('letters.version-none', { no })}
        <small>{t('letters.row', { by, at: shortInstant(at, lang) })}</small>
        {template && (
          <details>
            <summary>{t('letters.template-show')}</summary>
            <TemplateShown template={template} />
          </details>
        )}
      </div>
      {again && template && (
        <Button small look="plain" onClick={() => void again(template)}>
          {t('letters.template-again')}
        </Button>
      )}
    </li>
  )
}

function TemplateShown({ template: { texts } }: { template: LetterTemplate }) {
  const { t } = useText()
  const codes = useCodes()
  const italian = texts.find(({ language }) => language === 'it')
  return (
    <>
      {italian && (
        <p className="prose" lang="it">
          {asRead(italian.text, (field) => t(`letters.field.${field}`))}
        </p>
      )}
      <p className="quiet">
        {t('letters.template-languages', {
          languages: texts.map(({ language }) => codes.one(languages, language)).join(', '),
        })}
      </p>
    </>
  )
}
