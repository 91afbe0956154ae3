/**
 * The content security policy forbids `eval`, which zod would try once for speed. Its configuration must stand before any
 * schema is made, and chunks run before the file that imports them: hence a file of its own and a dynamic import.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

await import('./start.tsx')

export {}
