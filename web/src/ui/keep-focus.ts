/**
 * Whoever works by keyboard keeps the place: where what had the focus goes from the page with what was done, the nearest piece around
 * it that still stands takes the focus, and the next Tab goes on from there. What a page does with the focus itself comes first.
 */
export function keepFocus(): void {
  /** What had the focus last, and all that is around it. */
  let path: Element[] = []
  document.addEventListener('focusin', ({ target }) => {
    path = []
    for (let at = target as Element | null; at; at = at.parentElement) path.push(at)
  })
  // Who presses beside everything means to have no place.
  document.addEventListener('pointerdown', ({ target }) => {
    if (!(target as Element).closest('a, button, input, select, textarea, label, summary, [tabindex]')) path = []
  })
  let waits = false
  const look = () => {
    waits = false
    if (document.activeElement !== document.body || !path[0] || path[0].isConnected) return
    const next = path.find((each) => each.isConnected && each.matches('dialog, section, form, [role=region], main'))
    const place = next instanceof HTMLElement ? next : document.querySelector<HTMLElement>('main')
    if (!place) return
    if (!place.hasAttribute('tabindex')) place.tabIndex = -1
    place.focus({ preventScroll: true })
  }
  new MutationObserver(() => {
    if (waits || document.activeElement !== document.body || path.length === 0) return
    waits = true
    setTimeout(look)
  }).observe(document.body, { childList: true, subtree: true })
}
