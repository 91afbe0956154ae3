import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { languages as allLanguages } from '#model/codes/languages.ts'
import { contacts } from '#model/guidance/contacts.ts'
import { guideLanguages } from '#model/guidance/languages.ts'
import { TopicText } from '#model/guidance/shape.ts'
import { sources } from '#model/guidance/sources.ts'
import { topics } from '#model/guidance/topics.ts'
import type { Messages } from '#model/message-catalogue.ts'
import { html } from './html.ts'
import { addressOf, directionOf, type Frame, type Page, wholePage } from './page.ts'
import { speechOf } from './speech.ts'
import { homePage, type Known, topicPage } from './topic-page.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const readJson = (path: string): unknown => JSON.parse(readFileSync(here(path), 'utf8'))

/** Writes the pages of every language, their style, script and drawing into a folder, to be served under `/info/`. */
export async function buildPortal(folder: string): Promise<void> {
  const frame: Frame = { ...(await assets(folder)), languages: guideLanguages.map(namedOwn) }
  for (const language of guideLanguages) {
    const pages = pagesOf(language)
    for (const page of pages.pages) {
      const address = addressOf(language, page.path).slice('/info/'.length)
      mkdirSync(join(folder, address), { recursive: true })
      writeFileSync(join(folder, address, 'index.html'), wholePage(pages.speech, page, frame).text)
    }
    const list = [
      ...pages.pages.map(({ path }) => addressOf(language, path)),
      frame.style,
      frame.script,
      '/info/icon.svg',
    ]
    writeFileSync(join(folder, language, 'pages.json'), JSON.stringify(list))
    writeFileSync(
      join(folder, language, 'app.webmanifest'),
      JSON.stringify(manifestOf(language, pages.speech.say('name'))),
    )
  }
  writeFileSync(join(folder, 'icon.svg'), readFileSync(here('icon.svg')))
  writeFileSync(join(folder, 'index.html'), choicePage(frame))
}

const namedOwn = (code: string) => ({ code, own: allLanguages.find((each) => each.code === code)?.own ?? code })

function pagesOf(language: string) {
  const contents: Known['contents'] = new Map(
    topics.map(({ id }) => [id, TopicText.parse(readJson(`../../model/src/guidance/content/${id}.${language}.json`))]),
  )
  const known: Known = { topics, sources, contacts, contents }
  const words = readJson(`words.${language}.json`) as Messages
  const speech = speechOf(language, words, (name) => {
    const contact = contacts.find(({ id }) => id === name)
    if (!contact) throw new Error(`no contact: ${name}`)
    return html`<a href="${contact.number}"><bdi class="ltr">${contact.shown}</bdi></a>`
  })
  const pages: Page[] = [homePage(speech, known), ...topics.map((topic) => topicPage(speech, known, topic))]
  return { speech, pages }
}

const manifestOf = (language: string, name: string) => ({
  ...{ name, short_name: name, lang: language, start_url: addressOf(language, ''), scope: '/info/' },
  ...{ display: 'browser', background_color: '#ffffff', theme_color: '#ffffff' },
  icons: [{ src: '/info/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
})

/** Which language to read: each by its own name. Nothing is taken from the browser, nothing is remembered. */
const choicePage = ({ style, languages }: Frame): string =>
  html`<!doctype html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Varco</title><link rel="stylesheet" href="${style}"><link rel="icon" href="/info/icon.svg" type="image/svg+xml"></head>
<body><main><h1 lang="mul">Varco</h1><ul class="tiles">${languages.map(
    ({ code, own }) =>
      html`<li><a href="${addressOf(code, '')}" lang="${code}" hreflang="${code}" dir="${directionOf(code)}">${own}</a></li>`,
  )}</ul></main></body></html>
`.text

/** Style and script under names that change with what they hold; the worker under one that stays, as its place is its reach. */
async function assets(folder: string): Promise<Pick<Frame, 'style' | 'script'>> {
  const built = await build({
    configFile: false,
    root: here('.'),
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { portal: here('portal.ts'), sw: here('sw.ts'), style: here('portal.css') } },
    },
  })
  const outputs = Array.isArray(built) ? built.flatMap(({ output }) => output) : 'output' in built ? built.output : []
  const textOf = (ending: string, name: string): string => {
    const found = outputs.find((each) => each.fileName.endsWith(ending) && each.fileName.includes(name))
    if (!found) throw new Error(`not built: ${name}`)
    return found.type === 'chunk' ? found.code : String(found.source)
  }
  const put = (name: string, ending: string, text: string): string => {
    const mark = createHash('sha256').update(text).digest('hex').slice(0, 10)
    const file = `${name}-${mark}.${ending}`
    writeFileSync(join(folder, file), text)
    return `/info/${file}`
  }
  mkdirSync(folder, { recursive: true })
  const [style, script] = [put('style', 'css', textOf('.css', 'style')), put('portal', 'js', textOf('.js', 'portal'))]
  const mark = createHash('sha256').update(`${style} ${script} ${stateOfContent()}`).digest('hex').slice(0, 10)
  writeFileSync(join(folder, 'sw.js'), textOf('.js', 'sw').replace('portal-BUILD', `portal-${mark}`))
  return { style, script }
}

/** What all pages say, in one word: when it changes, what phones have kept is fetched anew. */
const stateOfContent = (): string =>
  guideLanguages
    .flatMap((language) =>
      pagesOf(language).pages.map(({ body }) => createHash('sha256').update(body.text).digest('hex')),
    )
    .join(' ')
