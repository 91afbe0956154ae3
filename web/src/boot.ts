/**
 * The content security policy forbids `eval`, which zod would try once for speed. Its configuration must stand before any
 * schema is made, and chunks run before the file that imports them: hence a file of its own and a dynamic import.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

/**
 * After an upgrade an open tab asks for pieces that are no longer there: it takes the new ones by itself. What is typed is
 * kept as drafts. Once a minute at most, so that a piece that is really missing does not reload for ever.
 */
addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('varco.reloaded') ?? 0)
  if (Date.now() - last < 60_000) return
  sessionStorage.setItem('varco.reloaded', String(Date.now()))
  event.preventDefault()
  location.reload()
})

await import('./start.tsx')

export {}
