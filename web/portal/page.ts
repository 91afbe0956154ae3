import { type Icon, piecesOf } from '#model/guidance/shape.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import type { Speech } from './speech.ts'

/** One page of a language, before what all pages have around it. */
export type Page = {
  /** Its address within its language; empty for the first one. */
  path: string
  /** What it is called; marks of signs in it are shown, and read as they are by what takes no more than text. */
  title: string
  body: Html
}

export type Frame = {
  style: string
  script: string
  /** Every language of the pages, by its name in its own script. */
  languages: readonly { code: string; own: string }[]
}

export const directionOf = (language: string) => (['ar', 'ur'].includes(language) ? 'rtl' : 'ltr')

/** The address of a page of a language. */
export const addressOf = (language: string, path: string): string => `/info/${language}/${path && `${path}/`}`

/** A whole page: the way out and the languages on top, what it says, and what holds for all of them. */
export function wholePage({ say, rich, language }: Speech, { path, title, body }: Page, frame: Frame): Html {
  const others = frame.languages.filter(({ code }) => code !== language)
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${say('home-lead')}">
<title>${plainOf(title)}</title>
<link rel="stylesheet" href="${frame.style}">
<link rel="icon" href="/info/icon.svg" type="image/svg+xml">
<link rel="manifest" href="/info/${language}/app.webmanifest">
${others.map(({ code }) => html`<link rel="alternate" hreflang="${code}" href="${addressOf(code, path)}">`)}
<script type="module" src="${frame.script}"></script>
</head>
<body>
<a class="skip" href="#text">${say('skip')}</a>
<header class="top">
<a class="exit" href="/info/esci">${icon('leave')}${say('exit')}</a>
<details class="languages">
<summary>${icon('globe')}${say('language')}</summary>
<ul>${others.map(
    ({ code, own }) =>
      html`<li><a href="${addressOf(code, path)}" lang="${code}" dir="${directionOf(code)}" hreflang="${code}">${own}</a></li>`,
  )}</ul>
</details>
</header>
<main id="text">
${path !== '' && html`<p class="back"><a href="${addressOf(language, '')}">${say('back')}</a></p>`}
<h1 data-read>${rich(title)}</h1>
<p class="read"><button type="button" class="listen" hidden data-listen="${say('listen')}" data-stop="${say('stop')}">${icon('sound')}<span>${say('listen')}</span></button></p>
${body}
</main>
<footer>
<p>${say('exit-help')}</p>
<p><a href="${addressOf(language, 'uso-sicuro')}">${say('safe-use')}</a></p>
<p>${say('exit-keys')}</p>
<p>${say('foot')}</p>
<p><a href="${addressOf(language, 'chi-siamo')}">${say('about')}</a></p>
</footer>
</body>
</html>
`
}

/** A line as text alone: for where no piece of a page can stand. */
const plainOf = (line: string): string =>
  piecesOf(line)
    .map((piece) => (piece.kind === 'contact' ? '' : piece.text))
    .join('')

/** Links of one verb or noun each, with a drawing that says the same. */
export const tiles = (rows: readonly { href: string; icon: Icon; title: Html }[]): Html =>
  html`<ul class="tiles">${rows.map(
    (row) => html`<li><a href="${row.href}">${icon(row.icon)}<span>${row.title}</span>${icon('next')}</a></li>`,
  )}</ul>`
