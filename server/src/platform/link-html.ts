import type { PageLanguage } from './link-pages.ts'

/** What frames every page behind a link: in the language of the page, but the name of the other one. */
export type PageFrame = { path: string; tab: string; otherLanguage: string }

/** Text as it may stand in a page, new lines kept. */
export const text = (value: string): string => plain(value).replaceAll('\n', '<br>')

/** Text as it may stand in a field. */
export const plain = (value: string): string => value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

export const paragraphs = (...lines: string[]) => lines.map((line) => `<p>${text(line)}</p>`).join('\n')

export const notice = (words: string): string => words && `<p class="notice" role="alert">${text(words)}</p>`

/** Names and values, one below the other. */
export const facts = (rows: readonly (readonly [name: string, value: string])[]): string =>
  `<dl>\n${rows.map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`).join('\n')}\n</dl>`

/** A whole page. The switch of the language keeps the address, which is known to nobody else. */
export function linkPage(frame: PageFrame, language: PageLanguage, title: string, body: string): string {
  const other = language === 'it' ? 'en' : 'it'
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${text(frame.tab)} · Varco</title>
<link rel="stylesheet" href="${frame.path}/style.css">
</head>
<body>
<header><span class="brand">Varco</span><a href="?lang=${other}" lang="${other}" hreflang="${other}">${text(frame.otherLanguage)}</a></header>
<main>
<h1>${text(title)}</h1>
${body}
</main>
</body>
</html>
`
}
