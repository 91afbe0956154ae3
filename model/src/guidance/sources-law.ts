import { type Source, sourceOf } from './shape.ts'

/** An act at Normattiva, by its name there. What it says was read on `checkedOn`, not always at Normattiva. */
const act = (name: string, urn: string, checkedOn: string | null, validFrom?: string): Source =>
  sourceOf('law', name, `https://www.normattiva.it/uri-res/N2Ls?urn:nir:${urn}`, checkedOn, validFrom)

const civil = 'stato:codice.civile:1942-03-16;262~'
const penal = 'stato:codice.penale:1930-10-19;1398~'
/** Testo unico sull’immigrazione, D.Lgs. 286/1998. */
const aliens = 'stato:decreto.legislativo:1998-07-25;286~'

/** Laws, decrees and directives. */
export const laws: Readonly<Record<string, Source>> = {
  'cost-36': act('Costituzione, art. 36', 'stato:costituzione:1947-12-27~art36', null),
  'cc-1168': act('Codice civile, artt. 1168 e 1585 (possesso e godimento della casa)', `${civil}art1168`, null),
  'cc-2104': act('Codice civile, artt. 2104 e 2105', `${civil}art2104`, null),
  'cc-2110': act('Codice civile, art. 2110', `${civil}art2110`, '2026-11-23'),
  'cc-2116': act('Codice civile, art. 2116', `${civil}art2116`, '2026-11-23'),
  'cc-2126': act('Codice civile, art. 2126', `${civil}art2126`, '2026-11-23'),
  'cc-2943': act('Codice civile, art. 2943', `${civil}art2943`, null),
  'cp-495': act('Codice penale, art. 495', `${penal}art495`, null),
  'cp-600': act('Codice penale, art. 600', `${penal}art600`, null),
  'cp-601': act('Codice penale, art. 601', `${penal}art601`, null),
  'cp-603bis': sourceOf(
    'law',
    'Codice penale, art. 603-bis, come cambiato dalla L. 199/2016',
    'https://www.brocardi.it/codice-penale/libro-secondo/titolo-xii/capo-iii/sezione-i/art603bis.html',
    '2026-11-21',
    '2016-11-04',
  ),
  'cpp-331': act('Codice di procedura penale, art. 331; codice penale, artt. 361 e 362', `${penal}art361`, null),
  'l-4-1953': act('L. 4/1953 (prospetto di paga)', 'stato:legge:1953-01-05;4', null),
  'dpr-1124-1965': act(
    'D.P.R. 1124/1965, artt. 52 e 53',
    'presidente.repubblica:decreto:1965-06-30;1124~art52',
    '2026-11-23',
  ),
  'dpr-1124-1965-67': act(
    'D.P.R. 1124/1965, art. 67',
    'presidente.repubblica:decreto:1965-06-30;1124~art67',
    '2026-11-23',
  ),
  'l-604-1966': sourceOf(
    'law',
    'L. 604/1966, artt. 2 e 6',
    'https://avvocatogiorgiaavara.it/articoli-e-news-avvocato-palermo-dettaglio.asp?ID=1',
    '2026-11-21',
  ),
  'l-977-1967': act('L. 977/1967, artt. 3, 4, 6 e 15', 'stato:legge:1967-10-17;977', '2026-11-23'),
  'l-297-1982': act('L. 297/1982, art. 2; D.Lgs. 80/1992 (fondo di garanzia)', 'stato:legge:1982-05-29;297~art2', null),
  'dlgs-152-1997': act(
    'D.Lgs. 152/1997, artt. 1 e 1-bis, come cambiato dal D.Lgs. 104/2022',
    'stato:decreto.legislativo:1997-05-26;152~art1',
    '2026-11-23',
    '2022-08-13',
  ),
  'tui-5': act('D.Lgs. 286/1998, art. 5', `${aliens}art5`, null),
  'tui-6': act('D.Lgs. 286/1998, art. 6', `${aliens}art6`, null),
  'tui-7': act('D.Lgs. 286/1998, art. 7', `${aliens}art7`, '2026-11-21'),
  'tui-10bis': act('D.Lgs. 286/1998, art. 10-bis', `${aliens}art10bis`, '2026-11-23'),
  'tui-18': act(
    'D.Lgs. 286/1998, art. 18, come cambiato dal D.L. 146/2025',
    `${aliens}art18`,
    '2026-11-21',
    '2025-10-04',
  ),
  'tui-18bis': act('D.Lgs. 286/1998, art. 18-bis', `${aliens}art18bis`, '2026-11-21'),
  'tui-18ter': act(
    'D.Lgs. 286/1998, art. 18-ter, come cambiato dal D.L. 146/2025',
    `${aliens}art18ter`,
    '2026-11-21',
    '2025-10-04',
  ),
  'tui-19': act('D.Lgs. 286/1998, art. 19, c. 2', `${aliens}art19`, null),
  'tui-22': act('D.Lgs. 286/1998, art. 22', `${aliens}art22`, null),
  'tui-22-11': sourceOf(
    'law',
    'D.Lgs. 286/1998, art. 22, c. 11',
    'https://www.integrazionemigranti.gov.it/it-it/Altre-info/e/4/o/6///id/5/Il-permesso-di-soggiorno-per-attesa-occupazione',
    '2026-11-23',
  ),
  'tui-24': act(
    'D.Lgs. 286/1998, art. 24, c. 3 e 15-bis, come cambiato dal D.L. 131/2024',
    `${aliens}art24`,
    '2026-11-23',
    '2024-09-17',
  ),
  'tui-35': act('D.Lgs. 286/1998, art. 35', `${aliens}art35`, '2026-11-23'),
  'dpr-394-1999-45': act(
    'D.P.R. 394/1999, art. 45; D.Lgs. 286/1998, art. 6, c. 2',
    'presidente.repubblica:decreto:1999-08-31;394~art45',
    '2026-11-23',
  ),
  'l-142-2001': act('L. 142/2001, art. 3', 'stato:legge:2001-04-03;142~art3', null),
  'dpr-115-2002-76': sourceOf(
    'law',
    'D.P.R. 115/2002, art. 76; D.M. 22 aprile 2025',
    'https://www.ateneoweb.com/notizie-legali/gratuito-patrocinio-a-spese-dello-stato-aggiornato-il-limite-di-reddito.html',
    '2026-11-23',
    '2025-07-11',
  ),
  'dpr-115-2002-76-4ter': act(
    'D.P.R. 115/2002, art. 76, c. 4-ter',
    'presidente.repubblica:decreto:2002-05-30;115~art76',
    '2026-11-23',
  ),
  'dpr-115-2002-119': act(
    'D.P.R. 115/2002, art. 119',
    'presidente.repubblica:decreto:2002-05-30;115~art119',
    '2026-11-23',
  ),
  'dlgs-66-2003': act(
    'D.Lgs. 66/2003, artt. 3, 4, 7, 8, 9 e 10',
    'stato:decreto.legislativo:2003-04-08;66~art3',
    '2026-11-23',
  ),
  'dlgs-276-2003-4': act(
    'D.Lgs. 276/2003, artt. 4 e 18',
    'stato:decreto.legislativo:2003-09-10;276~art4',
    '2026-11-23',
  ),
  'dlgs-276-2003-11': act('D.Lgs. 276/2003, art. 11', 'stato:decreto.legislativo:2003-09-10;276~art11', null),
  'dlgs-276-2003-29': act('D.Lgs. 276/2003, art. 29', 'stato:decreto.legislativo:2003-09-10;276~art29', null),
  'dlgs-124-2004': sourceOf(
    'law',
    'D.Lgs. 124/2004, artt. 11 e 12',
    'https://www.fiscoetasse.com/approfondimenti/13988-strumenti-deflattivi-e-alternativi-al-contenzioso-contributivo-con-linps.html',
    '2026-11-21',
  ),
  'dlgs-124-2004-contracts': sourceOf(
    'law',
    'D.Lgs. 124/2004, art. 12, come cambiato dal D.L. 76/2020',
    'http://www.gantconsulting.eu/diffida-accertativa-nuove-precisazioni-dellispettorato/',
    '2026-11-21',
    '2020-09-15',
  ),
  'l-296-2006': act('L. 296/2006, art. 1, c. 622', 'stato:legge:2006-12-27;296~art1-com622', '2026-11-23'),
  'dlgs-81-2008': act(
    'D.Lgs. 81/2008, artt. 18, 20, 36, 37 e 44',
    'stato:decreto.legislativo:2008-04-09;81~art18',
    null,
  ),
  'dir-2009-52': sourceOf(
    'law',
    'Direttiva 2009/52/CE, artt. 6 e 13',
    'http://www.edizionieuropee.it/law/html/191/eu5_04_281.html',
    '2026-11-21',
  ),
  'dlgs-24-2014': sourceOf(
    'law',
    'D.Lgs. 24/2014',
    'http://gazzettaufficiale.biz/atti/2014/20140060/14G00035.htm',
    null,
  ),
  'dlgs-81-2015-2': sourceOf('law', 'D.Lgs. 81/2015, art. 2', 'https://lavorofacile.it/news/79840', '2026-11-21'),
  'dlgs-81-2015-35': act('D.Lgs. 81/2015, art. 35', 'stato:decreto.legislativo:2015-06-15;81~art35', null),
  'dlgs-81-2015-47': act(
    'D.Lgs. 81/2015, artt. da 47-bis a 47-octies',
    'stato:decreto.legislativo:2015-06-15;81~art47bis',
    '2026-11-21',
  ),
  'dlgs-151-2015': act(
    'D.Lgs. 151/2015, art. 26, come cambiato dalla L. 203/2024',
    'stato:decreto.legislativo:2015-09-14;151~art26',
    '2026-11-23',
  ),
  'lea-2017': sourceOf(
    'law',
    'D.P.C.M. 12 gennaio 2017, art. 63',
    'https://www.gazzettaufficiale.it/eli/id/2017/03/18/17A02015/sg',
    null,
  ),
  'l-47-2017': act('L. 47/2017', 'stato:legge:2017-04-07;47', '2026-11-23'),
  'l-205-2017': act(
    'L. 205/2017, art. 1, c. da 910 a 914',
    'stato:legge:2017-12-27;205~art1-com910',
    '2026-11-23',
    '2018-07-01',
  ),
  'dir-2024-2831': sourceOf(
    'law',
    'Direttiva (UE) 2024/2831; L. 91/2025, art. 11',
    'https://servicematica.com/?p=65089',
    '2026-11-21',
  ),
  'dl-62-2026': sourceOf(
    'law',
    'D.L. 62/2026 (lavoro con le app)',
    'https://www.gazzettaufficiale.it/eli/id/2026/04/30/26G00082/sg',
    null,
    '2026-05-01',
  ),
}
