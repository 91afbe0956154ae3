import { useText } from './text.tsx'

const names = { it: 'Italiano', en: 'English' }

/** The language that is not spoken now, named in its own words. */
export function useOtherLanguage() {
  const { lang, choose } = useText()
  const other = lang === 'it' ? 'en' : 'it'
  return { lang: other, name: names[other], choose: () => choose(other) } as const
}

/** Changes the language in place. */
export function LanguageSwitch(props: { className: string; onChoose?: (lang: 'it' | 'en') => void }) {
  const { lang, name, choose } = useOtherLanguage()
  return (
    <button
      type="button"
      className={props.className}
      lang={lang}
      onClick={() => {
        choose()
        props.onChoose?.(lang)
      }}
    >
      {name}
    </button>
  )
}
