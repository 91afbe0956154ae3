import { z } from 'zod'
import { type CodeItem, codesOf, finder } from './code-list.ts'

/**
 * Economic sectors as desks speak of them, with the divisions of ATECO 2007 they stand for. ATECO 2025 replaced 2007 during
 * 2025 and moves letters and division 45, so the version stands beside every code. "Rider" is a way of working, not an
 * activity: ATECO has only couriers for it.
 * Source: ISTAT, ATECO 2007, in https://github.com/italia/daf-ontologie-vocabolari-controllati, CC BY 4.0; grouping by the
 * project. Valid from 2008-01-01 (the classification). Checked on 2026-11-21.
 */
export const sectorClassification = 'ATECO 2007'

const list = [
  {
    code: 'agriculture',
    it: 'Agricoltura',
    en: 'Agriculture',
    ateco: ['01', '02', '03'],
    words: 'agricolo|agricola|farming|allevamento|pesca',
  },
  {
    code: 'construction',
    it: 'Edilizia',
    en: 'Construction',
    ateco: ['41', '42', '43'],
    words: 'edile|costruzioni|cantiere|building',
  },
  {
    code: 'logistics',
    it: 'Logistica e trasporti',
    en: 'Logistics and transport',
    ateco: ['49', '52', '53'],
    words: 'logistica|magazzino|trasporti|trasporto|facchinaggio|warehouse|logistics|transport|corriere',
  },
  {
    code: 'riders',
    it: 'Rider e consegne',
    en: 'Riders and delivery',
    ateco: ['53.20'],
    words: 'rider|riders|consegne|consegne a domicilio|food delivery|delivery|ciclofattorino|fattorino',
  },
  {
    code: 'restaurants',
    it: 'Ristorazione',
    en: 'Restaurants',
    ateco: ['56'],
    words: 'ristorante|ristoranti|bar|cucina|pubblici esercizi|pizzeria|restaurant|catering',
  },
  { code: 'hotels', it: 'Alberghi', en: 'Hotels', ateco: ['55'], words: 'albergo|alberghiero|hotel|turismo|ricettivo' },
  {
    code: 'cleaning',
    it: 'Pulizie',
    en: 'Cleaning',
    ateco: ['81.2'],
    words: 'pulizia|imprese di pulizia|multiservizi|cleaner',
  },
  {
    code: 'agencies',
    it: 'Agenzie per il lavoro',
    en: 'Employment agencies',
    ateco: ['78'],
    words: 'agenzia|agenzia interinale|somministrazione|interinale|agency',
  },
  {
    code: 'domestic-care',
    it: 'Lavoro domestico e di cura',
    en: 'Domestic and care work',
    ateco: ['97', '87', '88'],
    words: 'lavoro domestico|domestico|badante|colf|cura|assistenza|assistenza familiare|domestic work|care|babysitter',
  },
  {
    code: 'textile',
    it: 'Tessile e abbigliamento',
    en: 'Textile and garment',
    ateco: ['13', '14', '15'],
    words: 'tessile|abbigliamento|moda|pelletteria|sartoria|confezioni|garment',
  },
  {
    code: 'food-processing',
    it: 'Industria alimentare',
    en: 'Food processing',
    ateco: ['10'],
    words: 'alimentare|lavorazione carni|carni|macello|macellazione|food industry|meat',
  },
  {
    code: 'retail',
    it: 'Commercio',
    en: 'Retail',
    ateco: ['45', '46', '47'],
    words: 'negozio|vendita|ambulante|mercato|autolavaggio|distributore|benzinaio|minimarket|shop',
  },
  {
    code: 'other',
    it: 'Altro',
    en: 'Other',
    ateco: [],
    words: 'altri settori|altro settore|industria|manifattura|metalmeccanica',
  },
] as const

export type SectorItem = CodeItem<(typeof list)[number]['code']> & { readonly ateco: readonly string[] }
export const sectors: readonly SectorItem[] = list

export const Sector = z.enum(codesOf(sectors))
export type Sector = z.infer<typeof Sector>

/** "Ristorazione", "edile", "magazzino" … `undefined` when no word is known. */
export const findSector = finder(sectors)
