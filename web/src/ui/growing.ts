import { type CSSProperties, type RefObject, useEffect } from 'react'

/** Browsers that let a field grow with what is in it need no help. */
const growsItself = CSS.supports('field-sizing', 'content')

/** A text area that is as high as its text: read whole while one types or dictates. */
export function useGrowing(ref: RefObject<HTMLTextAreaElement | null>, value: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows what stands in it
  useEffect(() => {
    const area = ref.current
    if (growsItself || !area) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`
  }, [ref, value])
}

/** How many lines it has at least: a field that grows with its text does not look at `rows`. */
export const rowsOf = (rows: number) => ({ '--rows': rows }) as CSSProperties
