import { DocumentCode } from '#model/documents/documents.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useDocumentWords } from './document-words.ts'
import { askedFor, type LocalValues, type NeedRow, newNeed, newWay, type WayRow } from './local-values.ts'

type Props = { values: LocalValues; change: (part: Partial<LocalValues>) => void }

const MOST = 8

/** The documents that may be chosen: all but the one at hand. */
function useOptions(document: string) {
  const { lang } = useText()
  const words = useDocumentWords()
  return [...DocumentCode.options, ...words.own]
    .filter((code) => code !== document)
    .map((value) => ({ value: value as string, label: words.name(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, lang))
}

/** What is needed: all of these, of each one. */
export function NeedFields({ values, change, isOwn }: Props & { isOwn: boolean }) {
  const { t } = useText()
  const { requires } = values
  const set = (key: string, anyOf: readonly string[]) =>
    change({ requires: requires.map((need) => (need.key === key ? { key, anyOf } : need)) })
  return (
    <fieldset className="template-goal">
      <legend>{t(isOwn ? 'documents.needs' : 'documents.local-needs-besides')}</legend>
      <p className="field-help">{t('documents.local-needs-help')}</p>
      {requires.map((need, no) => (
        <OneNeed
          key={need.key}
          need={need}
          no={no + 1}
          document={values.document}
          set={(anyOf) => set(need.key, anyOf)}
          remove={() => change({ requires: requires.filter(({ key }) => key !== need.key) })}
        />
      ))}
      {requires.length < MOST && (
        <Button small look="plain" icon="plus" onClick={() => change({ requires: [...requires, newNeed()] })}>
          {t('documents.local-add-need')}
        </Button>
      )}
    </fieldset>
  )
}

type NeedProps = {
  need: NeedRow
  no: number
  document: string
  set: (anyOf: readonly string[]) => void
  remove: () => void
}

function OneNeed({ need: { key, anyOf }, no, document, set, remove }: NeedProps) {
  const { t } = useText()
  const options = useOptions(document)
  return (
    <fieldset className="local-need">
      <legend>{t('documents.local-need', { no })}</legend>
      {anyOf.map((code, place) => (
        <SelectField
          // biome-ignore lint/suspicious/noArrayIndexKey: a choice has no other name than its place
          key={place}
          id={`${key}-${place}`}
          label={t(place === 0 ? 'documents.document' : 'documents.local-or')}
          none={t('documents.local-choose')}
          value={code}
          onChange={(chosen) => set(anyOf.map((each, at) => (at === place ? chosen : each)))}
          options={options}
        />
      ))}
      <div className="inline">
        {anyOf.length < MOST && (
          <Button small look="plain" icon="plus" onClick={() => set([...anyOf, ''])}>
            {t('documents.local-add-or')}
          </Button>
        )}
        <IconButton name={t('documents.local-remove-need', { no })} icon="close" onClick={remove} />
      </div>
    </fieldset>
  )
}

/** Other ways: where the one is asked, the other does as well. */
export function WayFields({ values, change, wrong }: Props & { wrong: Record<string, string> }) {
  const { t } = useText()
  const words = useDocumentWords()
  const options = useOptions(values.document)
  const asked = askedFor(values.document)
  const { ways } = values
  const set = (key: string, part: Partial<WayRow>) =>
    change({ ways: ways.map((way) => (way.key === key ? { ...way, ...part } : way)) })
  if (asked.length === 0) return null
  return (
    <fieldset className="template-goal">
      <legend>{t('documents.local-ways')}</legend>
      {ways.map(({ key, insteadOf, also }, no) => {
        const problem = wrong[`way-${key}`]
        return (
          <fieldset className="local-need" key={key}>
            <legend>{t('documents.local-way-no', { no: no + 1 })}</legend>
            <SelectField
              id={`local-way-${key}`}
              label={t('documents.local-instead')}
              none={t('documents.local-choose')}
              value={insteadOf}
              onChange={(chosen) => set(key, { insteadOf: chosen })}
              error={problem && t(problem)}
              options={asked.map((value) => ({ value, label: words.name(value) }))}
            />
            <SelectField
              id={`${key}-also`}
              label={t('documents.local-also')}
              none={t('documents.local-choose')}
              value={also}
              onChange={(chosen) => set(key, { also: chosen })}
              options={options}
            />
            <IconButton
              name={t('documents.local-remove-way', { no: no + 1 })}
              icon="close"
              onClick={() => change({ ways: ways.filter((way) => way.key !== key) })}
            />
          </fieldset>
        )
      })}
      {ways.length < MOST && (
        <Button small look="plain" icon="plus" onClick={() => change({ ways: [...ways, newWay()] })}>
          {t('documents.local-add-way')}
        </Button>
      )}
    </fieldset>
  )
}
