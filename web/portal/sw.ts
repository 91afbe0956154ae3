/** Keeps the pages of the languages that somebody read, so that they are there without a network. It sends nothing. */

type Fetching = Event & { request: Request; respondWith(answer: Promise<Response>): void }
type Working = Event & { waitUntil(work: Promise<unknown>): void }
type Told = MessageEvent<{ keep?: string }> & { waitUntil(work: Promise<unknown>): void }

/** Replaced by the builder: changes with every build, so that what was kept before goes. */
const KEPT = 'portal-BUILD'

const keep = async (language: string) => {
  const list = await fetch(`/info/${language}/pages.json`)
  if (!list.ok) return
  const addresses = (await list.json()) as string[]
  const kept = await caches.open(KEPT)
  for (const address of addresses) if (!(await kept.match(address))) await kept.add(address).catch(() => undefined)
}

addEventListener('install', () => void (self as unknown as { skipWaiting(): void }).skipWaiting())
addEventListener('activate', (event) =>
  (event as Working).waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith('portal-') && name !== KEPT).map((name) => caches.delete(name)),
        ),
      ),
  ),
)
addEventListener('message', (event) => {
  const { data, waitUntil } = event as Told
  if (data.keep) waitUntil.call(event, keep(data.keep))
})
addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || pathname === '/info/esci') return
  // The network first: what is read is what holds today.
  respondWith.call(
    event,
    fetch(request).catch(async () => (await caches.match(pathname)) ?? Response.error()),
  )
})
