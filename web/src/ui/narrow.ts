import { useSyncExternalStore } from 'react'

const narrow = matchMedia('screen and (max-width: 767px)')

const follow = (told: () => void) => {
  narrow.addEventListener('change', told)
  return () => narrow.removeEventListener('change', told)
}

/** Whether the screen is too narrow for two columns; the same width as in the style sheets. */
export const useNarrow = (): boolean => useSyncExternalStore(follow, () => narrow.matches)
