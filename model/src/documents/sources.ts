import type { Source } from './graph.ts'

const read = (at: string): Source => ({ at, checkedOn: '2026-11-21' })

/** Said by people of the field and found in no text that was read: shown as indicative. */
export const indicative: Source = { at: '', checkedOn: null }

/** Law and pages that were read, with the day. */
export const sources = {
  immigrationAct: read('D.Lgs. 286/1998'),
  specialCases: read('D.Lgs. 286/1998, artt. 18, 18-bis e 18-ter; D.L. 145/2024; D.L. 146/2025'),
  inclusionAllowance: read('D.L. 48/2023, art. 2; D.Lgs. 286/1998'),
  allowanceForForeigners: read(
    'https://stranieriinitalia.it/attualita/assegno-di-inclusione-i-requisiti-per-i-cittadini-stranieri/',
  ),
  allowanceGuide: read('https://circuitolavoro.it/guide/news/faq-assegno-di-inclusione-la-guida-completa-2024'),
  hospitality: read(
    'https://www.sister-hub.it/prestazioni-sociali-e-anagrafe/procedure-anagrafiche/la-residenza-il-domicilio-e-lospitalita/',
  ),
  residence: read(
    'https://vecchiosito.comune.arenzano.ge.it/il-comune/gli-uffici-comunali/area-1/ufficio-anagrafe/documentazione-anagrafe/iscrizione-anagrafica-per-cittadini-extracomunitari.htm',
  ),
  residenceAsked: read(
    'https://comune.cuorgne.to.it/it-it/servizi/anagrafe-e-stato-civile/richiesta-cittadinanza-italiana-301-25831-1-895bf63a8f8b4eebf3e7382074e787d8',
  ),
  taxCode: read('https://numerocivico17.it/codice-fiscale-per-gli-stranieri/'),
  taxCodeForm: read('https://www.studiofenu.it/categoria/identita-digitale/page/2'),
  provisionalTaxCode: read('https://lentepubblica.it/cittadini-e-imprese/codice-fiscale-provvisorio'),
  spid: read(
    'https://stranieriinitalia.it/normativa-immigrazione/spid-sono-un-cittadino-straniero-posso-chiederlo-col-permesso-di-soggiorno-e-dove-lo-attivo-lesperto-risponde/',
  ),
  spidOfTown: read(
    'https://www.comune.travacosiccomario.pv.it/it-it/servizi/anagrafe-e-stato-civile/identita-digitale-880-10779-1-b8417ee5cbab7fbd2a03b82f66c81f00',
  ),
  health: read(
    'https://ong.engiminternazionale.org/es/migranti/assistenza-migranti/1502-servizio-sanitario-nazionale.html',
  ),
  stp: read('http://wiki.inmp.it/wiki/index.php/STP_Code'),
  eni: read('http://www.sardegnasalute.it/index.php?xsl=316&s=9&v=9&c=93860&na=1&n=10'),
  availability: read(
    'https://www.agenzialavoro.emr.it/piacenza/servizi/per-le-persone/iscriviti-al-centro-per-limpiego',
  ),
  availabilityPermit: read('https://paginebianche.it/documenti/lavoro-professioni/iscrizione-liste-disoccupazione.htm'),
  servicePact: read('http://www.afolmet.it/index.php/did/'),
  workHistory: read('https://lavoro.provincia.como.it/certificati'),
} satisfies Record<string, Source>
