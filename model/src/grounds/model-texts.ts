import type { NoticeText } from './contract.ts'

type ModelText = Pick<NoticeText, 'kind' | 'language' | 'heading' | 'wording' | 'reviewed'>

/**
 * Model texts to begin from, written by the project, looked at by no lawyer and by nobody whose language it is: each says
 * so, and the controller must adapt it. What arts. 13 and 14 GDPR ask for, in short sentences. Checked on 2026-11-22.
 */
export const modelTexts: readonly ModelText[] = [
  {
    kind: 'information',
    language: 'it',
    heading: 'Come usiamo i suoi dati (testo modello, da adattare)',
    wording: `TESTO MODELLO: il titolare deve adattarlo e farlo verificare prima di usarlo.

Chi usa i dati: [nome dell’ente, recapiti, responsabile della protezione dei dati].
Perché: per aiutarla con il lavoro, i documenti, l’alloggio, la salute.
Su quale base: un compito di interesse pubblico [norma e compito]. Per alcune cose chiediamo il suo consenso: può dire no, e riceverà aiuto lo stesso.
Quali dati: quelli che lei ci dice. Non deve dire tutto.
Chi li vede: chi lavora in questo sportello. Ad altri servizi li mandiamo solo con una base di legge o con il suo consenso.
Per quanto tempo: [tempi].
Che cosa può chiedere: vedere i dati, averne copia, correggerli, cancellarli se la legge lo permette, limitarne l’uso. Può ritirare un consenso quando vuole. Può rivolgersi al Garante per la protezione dei dati personali.`,
    reviewed: false,
  },
  {
    kind: 'information',
    language: 'en',
    heading: 'How we use your data (model text, to be adapted)',
    wording: `MODEL TEXT: the controller must adapt it and have it checked before using it.

Who uses the data: [name of the body, how to reach it, data protection officer].
Why: to help you with work, documents, housing, health.
On what basis: a task in the public interest [law and task]. For some things we ask for your consent: you may say no, and you will be helped all the same.
Which data: what you tell us. You do not have to tell everything.
Who sees them: the people who work at this desk. We send them to other services only where the law lets us or with your consent.
For how long: [times].
What you may ask for: to see the data, to have a copy, to correct them, to erase them where the law allows, to restrict their use. You may withdraw a consent whenever you want. You may turn to the Italian data protection authority (Garante).`,
    reviewed: false,
  },
  {
    kind: 'information',
    language: 'fr',
    heading: 'Comment nous utilisons vos données (texte modèle, à adapter)',
    wording: `TEXTE MODÈLE : le responsable du traitement doit l’adapter et le faire vérifier avant de l’utiliser.

Qui utilise les données : [nom de l’organisme, contacts, délégué à la protection des données].
Pourquoi : pour vous aider avec le travail, les documents, le logement, la santé.
Sur quelle base : une mission d’intérêt public [loi et mission]. Pour certaines choses nous demandons votre consentement : vous pouvez dire non, et vous serez aidé quand même.
Quelles données : ce que vous nous dites. Vous n’êtes pas obligé de tout dire.
Qui les voit : les personnes qui travaillent dans ce bureau. Nous ne les envoyons à d’autres services que si la loi le permet ou avec votre consentement.
Pendant combien de temps : [durées].
Ce que vous pouvez demander : voir les données, en avoir une copie, les corriger, les effacer si la loi le permet, en limiter l’usage. Vous pouvez retirer un consentement quand vous voulez. Vous pouvez vous adresser à l’autorité italienne de protection des données (Garante).`,
    reviewed: false,
  },
  {
    kind: 'consent-share',
    language: 'it',
    heading: 'Consenso a condividere con un altro servizio (testo modello, da adattare)',
    wording: `TESTO MODELLO: il titolare deve adattarlo e farlo verificare prima di usarlo.

Vorremmo dare questi dati: [quali], a: [chi], per: [che cosa], fino al: [giorno].
Può dire sì o no. Se dice no, continuiamo ad aiutarla. Se dice sì, può cambiare idea quando vuole: da quel giorno non mandiamo più nulla e lo diciamo a chi li ha ricevuti.`,
    reviewed: false,
  },
  {
    kind: 'consent-share',
    language: 'en',
    heading: 'Consent to sharing with another service (model text, to be adapted)',
    wording: `MODEL TEXT: the controller must adapt it and have it checked before using it.

We would like to give these data: [which], to: [whom], for: [what], until: [day].
You may say yes or no. If you say no, we go on helping you. If you say yes, you may change your mind whenever you want: from that day we send nothing more, and we tell those who received them.`,
    reviewed: false,
  },
  {
    kind: 'consent-share',
    language: 'fr',
    heading: 'Consentement à partager avec un autre service (texte modèle, à adapter)',
    wording: `TEXTE MODÈLE : le responsable du traitement doit l’adapter et le faire vérifier avant de l’utiliser.

Nous voudrions donner ces données : [lesquelles], à : [qui], pour : [quoi], jusqu’au : [jour].
Vous pouvez dire oui ou non. Si vous dites non, nous continuons à vous aider. Si vous dites oui, vous pouvez changer d’avis quand vous voulez : à partir de ce jour nous n’envoyons plus rien et nous le disons à ceux qui les ont reçues.`,
    reviewed: false,
  },
]
