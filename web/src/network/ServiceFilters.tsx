import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { useCodes } from '../ui/codes.ts'
import { FilterSelect } from '../ui/Pager.tsx'
import { useText } from '../ui/text.tsx'
import { WordsBox } from './WordsBox.tsx'

type Asked = { parole?: string | undefined; bisogno?: string | undefined; lingua?: string | undefined }

/** What is looked for in the directory: words, a need, a language. */
export function ServiceFilters({ search, set }: { search: Asked; set: (part: Asked) => void }) {
  const { t } = useText()
  const codes = useCodes()
  return (
    <>
      <WordsBox words={search.parole ?? ''} onChange={(parole) => set({ parole: parole || undefined })} />
      <FilterSelect
        id="bisogno"
        label={t('network.need')}
        value={search.bisogno}
        options={codes.options(needs)}
        onChange={(bisogno) => set({ bisogno })}
      />
      <FilterSelect
        id="lingua"
        label={t('network.language')}
        none={t('ui.any-f')}
        value={search.lingua}
        options={codes.options(languages)}
        onChange={(lingua) => set({ lingua })}
      />
    </>
  )
}

type Props<N extends string> = {
  search: { [name in N]?: 'si' | undefined }
  set: (part: { [name in N]?: 'si' | undefined }) => void
  /** Each with what it is called. */
  names: readonly (readonly [N, string])[]
}

/** Switches that leave only some services. */
export function OnlyFilter<N extends string>({ search, set, names }: Props<N>) {
  const { t } = useText()
  return (
    <fieldset className="filter" aria-label={t('network.only')}>
      {names.map(([name, label]) => (
        <button
          type="button"
          key={name}
          className="choice-button"
          aria-pressed={search[name] === 'si'}
          onClick={() => set({ [name]: search[name] ? undefined : 'si' } as { [only in N]?: 'si' | undefined })}
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}
