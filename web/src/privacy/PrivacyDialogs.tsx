import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { type Language, languages } from '#model/codes/languages.ts'
import { type RestrictionReason, restrictionReasons } from '#model/codes/restriction-reasons.ts'
import { type PersonPrivacy, Withheld } from '#model/privacy/contract.ts'
import { isReviewed, isWrittenIn } from '#model/privacy/copy-languages.ts'
import { useDesk } from '../identity/desk.tsx'
import { ChecksField } from '../ui/ChecksField.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { usePrivacyActs } from './queries.ts'
import { TextsToRead, textsIn } from './TextsToRead.tsx'

type Props = { personId: string; onClose: () => void }

/** Restricts the use of a person's data from today. */
export function RestrictDialog({ personId, onClose }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = usePrivacyActs(useDesk().code, personId)
  const id = useRef(v7())
  const [reason, setReason] = useState<RestrictionReason>('contested')
  return (
    <ReasonDialog
      title={t('privacy.restrict')}
      before={t('privacy.restrict-before')}
      label={t('privacy.words')}
      action={t('privacy.restrict')}
      run={async (words) => {
        await acts.restrict({ id: id.current, reason, words })
        say(t('privacy.restricted'))
      }}
      onClose={onClose}
    >
      <ChoiceField
        id="reason"
        label={t('privacy.reason')}
        value={reason}
        onChange={(next) => setReason(next as RestrictionReason)}
        options={codes.options(restrictionReasons)}
      />
    </ReasonDialog>
  )
}

/** Lifts a restriction, with a reason: the person is told before. */
export function LiftDialog({ personId, restriction, onClose }: Props & { restriction: string }) {
  const { t } = useText()
  const say = useSay()
  const acts = usePrivacyActs(useDesk().code, personId)
  return (
    <ReasonDialog
      title={t('privacy.lift')}
      before={t('privacy.lift-before')}
      label={t('privacy.words')}
      needed={t('privacy.words-needed')}
      action={t('privacy.lift')}
      run={async (words) => {
        await acts.lift(restriction, words)
        say(t('privacy.lifted-said'))
      }}
      onClose={onClose}
    />
  )
}

/** Makes a copy for the person: in which language, and what is left out and why. */
export function ExportDialog({ personId, privacy, onClose }: Props & { privacy: PersonPrivacy }) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = usePrivacyActs(useDesk().code, personId)
  const id = useRef(v7())
  const [language, setLanguage] = useState<Language>(privacy.spoken ?? 'it')
  const [withheld, setWithheld] = useState<string[]>([])
  const rank = (code: string) => (code === privacy.spoken ? 0 : isWrittenIn(code) ? 1 : 2)
  const texts = textsIn(privacy)
  const [read, setRead] = useState<string[]>([])
  const [unread, setUnread] = useState(false)
  return (
    <ReasonDialog
      title={t('privacy.export')}
      before={t('privacy.export-before')}
      label={t('privacy.withheld-why')}
      {...(withheld.length > 0 && { needed: t('privacy.words-needed') })}
      action={t('privacy.export-do')}
      run={async (words) => {
        setUnread(texts.length > 0 && read.length === 0)
        if (texts.length > 0 && read.length === 0) return false
        await acts.give({ id: id.current, language, withheld: withheld as Withheld[], words })
        return say(t('privacy.export-made'))
      }}
      onClose={onClose}
    >
      <SelectField
        id="language"
        label={t('privacy.language')}
        {...(!isWrittenIn(language)
          ? { help: t('privacy.language-not-spoken') }
          : !isReviewed(language) && { help: t('privacy.language-unreviewed') })}
        value={language}
        onChange={(next) => setLanguage(next as Language)}
        options={codes.options(languages).sort((a, b) => rank(a.value) - rank(b.value))}
      />
      <ChecksField
        id="withheld"
        label={t('privacy.withheld')}
        help={t('privacy.withheld-help')}
        optional
        value={withheld}
        onChange={setWithheld}
        options={Withheld.options.map((value) => ({ value, label: t(`privacy.withheld.${value}`) }))}
      />
      {texts.length > 0 && (
        <>
          <TextsToRead texts={texts} />
          <ChecksField
            id="read"
            label={t('privacy.read')}
            value={read}
            onChange={(next) => {
              setUnread(false)
              setRead(next)
            }}
            options={[{ value: 'read', label: t('privacy.read-all') }]}
            error={unread ? t('privacy.read-needed') : undefined}
          />
        </>
      )}
    </ReasonDialog>
  )
}
