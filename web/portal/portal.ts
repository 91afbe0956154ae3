/** What the pages do beside being read: leaving at once, reading aloud, being there without a network. Nothing is sent. */

const exit = document.querySelector<HTMLAnchorElement>('.exit')

/** Covers the page, throws away what it kept on this phone, and goes where nothing tells where one was. */
async function leave(): Promise<void> {
  if (!exit) return
  const cover = document.createElement('div')
  cover.className = 'gone'
  document.body.replaceChildren(cover)
  document.title = ' '
  const forget = (async () => {
    for (const name of await caches.keys()) if (name.startsWith('portal-')) await caches.delete(name)
  })()
  // What hangs must keep nobody here.
  await Promise.race([forget.catch(() => undefined), new Promise((done) => setTimeout(done, 300))])
  location.replace(exit.href)
}

exit?.addEventListener('click', (event) => {
  event.preventDefault()
  void leave()
})

/** Three times the same key within five seconds, with nothing between. */
let presses: number[] = []
addEventListener('keydown', ({ key, repeat, timeStamp }) => {
  if (repeat) return
  presses = key === 'Shift' ? [...presses.filter((at) => timeStamp - at < 5_000), timeStamp] : []
  if (presses.length >= 3) void leave()
})

const language = document.documentElement.lang
const listen = document.querySelector<HTMLButtonElement>('.listen')

/** A voice of the phone for this language, if it has one; some are told only after a while. */
const voice = () => speechSynthesis.getVoices().find(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language)

function offerVoice(): void {
  if (listen && voice()) listen.hidden = false
}

if (listen && 'speechSynthesis' in window) {
  const words = listen.querySelector('span')
  const say = (playing: boolean) => {
    listen.ariaPressed = String(playing)
    if (words) words.textContent = (playing ? listen.dataset.stop : listen.dataset.listen) ?? ''
  }
  listen.addEventListener('click', () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel()
      return say(false)
    }
    const found = voice()
    const texts = [...document.querySelectorAll<HTMLElement>('[data-read]')].map((each) => each.innerText)
    for (const [no, text] of texts.entries()) {
      const piece = new SpeechSynthesisUtterance(text)
      if (found) piece.voice = found
      piece.lang = found?.lang ?? language
      if (no === texts.length - 1) piece.onend = () => say(false)
      speechSynthesis.speak(piece)
    }
    say(true)
  })
  addEventListener('pagehide', () => speechSynthesis.cancel())
  speechSynthesis.addEventListener('voiceschanged', offerVoice)
  offerVoice()
}

type Types = { createPolicy(name: string, rules: object): { createScriptURL(address: string): string } }
/** Where a browser takes addresses of scripts from known hands alone, there is this one. */
const known = (window as { trustedTypes?: Types }).trustedTypes?.createPolicy('varco-worker', {
  createScriptURL: (address: string) => address,
})
const worker = '/info/sw.js'
/** After the first visit every page of this language is there without a network; not where the phone asks to save data. */
const saves = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
if ('serviceWorker' in navigator && !saves)
  void navigator.serviceWorker
    .register(known?.createScriptURL(worker) ?? worker, { scope: '/info/' })
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => active?.postMessage({ keep: language }))
    .catch(() => undefined)
