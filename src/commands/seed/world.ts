import { ana, ben, type CastMember, cleo, eve, fin, gil } from '../../dev/cast.js';

interface Written {
  by: CastMember;
  /** Days before today. */
  ago: number;
  text: string;
}

interface PostSeed extends Written {
  title: string;
  language: string;
  tags: string[];
  comments: (Written & { answers?: Written[] })[];
}

interface DiscussionSeed extends Written {
  title: string;
  language: string;
  tags: string[];
  replies: Written[];
}

export interface WorkspaceSeed {
  name: string;
  purpose: 'project' | 'discussion' | 'training';
  visibility: 'public' | 'members' | 'private';
  description: string;
  language: string;
  tags: string[];
  /** The first leads it. */
  people: [CastMember, ...CastMember[]];
  /** Belonged to it for a while. */
  former?: CastMember[];
  ago: number;
  posts: PostSeed[];
  discussions: DiscussionSeed[];
}

const mutuelle: WorkspaceSeed = {
  name: 'Mutuelles de santé',
  purpose: 'project',
  visibility: 'public',
  description:
    'Celles et ceux qui font vivre une mutuelle de santé : cotisations, conventions avec les postes, et tout ce qui fait revenir les familles.',
  language: 'fr',
  tags: ['mutuelles', 'santé'],
  people: [ana, ben, cleo],
  ago: 60,
  posts: [
    {
      ...{ by: ana, ago: 52, language: 'fr', tags: ['mutuelles', 'cotisations'] },
      title: 'Cotiser après la récolte',
      text: 'Pendant trois ans, nous avons demandé **500 francs chaque mois**. En août, une famille sur deux était en retard.\n\nDepuis l’an dernier, la cotisation se paie en une fois, après la vente de l’arachide :\n\n- 84 familles à jour en septembre, contre 47 avant ;\n- deux tournées de collecte au lieu de douze.\n\nReste à trouver comment accueillir celles qui arrivent en cours d’année.',
      comments: [
        {
          ...{
            by: ben,
            ago: 51,
            text: 'Nós fazemos igual com o caju. Quem chega a meio do ano paga por trimestre que falta.',
          },
          answers: [{ by: ana, ago: 50, text: 'C’est simple, merci. Et vous le notez dans le même cahier ?' }],
        },
        {
          by: cleo,
          ago: 49,
          text: 'Could you share the table of who was up to date, month by month? It would help others argue for the same change.',
        },
      ],
    },
    {
      ...{ by: cleo, ago: 31, language: 'en', tags: ['mutuelles', 'health'] },
      title: 'What a household pays for one birth',
      text: 'We asked 40 households in three districts what the last birth had cost them, transport included.\n\n| | with a mutuelle | without |\n|---|---|---|\n| at the clinic | 4 500 | 17 000 |\n| transport | 6 000 | 6 000 |\n| lost work | 9 000 | 12 500 |\n\nTransport weighs more than the clinic as soon as the clinic is covered. That is where we should look next.',
      comments: [{ by: ana, ago: 30, text: 'À Fatick, la charrette coûte déjà 8 000 en saison des pluies.' }],
    },
  ],
  discussions: [
    {
      ...{ by: ben, ago: 20, language: 'fr', tags: ['conventions'] },
      title: 'Que faire quand le poste de santé ne respecte plus la convention ?',
      text: 'Depuis juin, l’infirmier demande de nouveau un paiement à nos membres. Il dit que la mutuelle tarde à rembourser. Il a raison : deux mois.\n\nComment faites-vous ?',
      replies: [
        {
          by: ana,
          ago: 19,
          text: 'Nous versons une avance au poste en janvier, et nous comptons en juin. Plus personne n’attend.',
        },
        { by: ben, ago: 19, text: 'Une avance de combien ?' },
        { by: ana, ago: 18, text: 'Un trimestre de consultations de l’année d’avant.' },
        {
          by: cleo,
          ago: 17,
          text: 'There is a model agreement with such an advance in the minutes of our last meeting. I will look for it.',
        },
      ],
    },
  ],
};

const portugues: WorkspaceSeed = {
  name: 'Proteção social em português',
  purpose: 'discussion',
  visibility: 'members',
  description:
    'De Lisboa a Maputo, passando pela Praia: o que aprendemos sobre proteção social, na língua que partilhamos.',
  language: 'pt',
  tags: ['proteção social'],
  people: [fin, ben],
  ago: 45,
  posts: [
    {
      ...{ by: ben, ago: 40, language: 'pt', tags: ['registo', 'proteção social'] },
      title: 'Um registo que as pessoas conseguem ler',
      text: 'O nosso registo de beneficiários cabia num computador que ninguém abria. Agora há uma folha afixada à porta da associação, com números em vez de nomes.\n\nAs pessoas vêm ver o seu número. E corrigem-nos.',
      comments: [{ by: fin, ago: 39, text: 'E quem não sabe ler números?' }],
    },
  ],
  discussions: [
    {
      ...{ by: fin, ago: 12, language: 'pt', tags: ['rádio'] },
      title: 'Explicar uma transferência pela rádio',
      text: 'Temos quatro minutos por semana na rádio comunitária. Por onde começar?',
      replies: [
        { by: ben, ago: 11, text: 'Por uma pessoa. Uma avó que conta em que gastou.' },
        { by: fin, ago: 10, text: 'A primeira emissão foi ontem: telefonaram onze pessoas.' },
      ],
    },
  ],
};

const comite: WorkspaceSeed = {
  name: 'Comité de seguimiento',
  purpose: 'training',
  visibility: 'private',
  description: 'Preparación de los talleres: programas, presupuestos y lo que salió mal.',
  language: 'es',
  tags: ['talleres'],
  people: [gil, ana, cleo],
  former: [fin],
  ago: 30,
  posts: [
    {
      ...{ by: gil, ago: 25, language: 'es', tags: ['talleres'] },
      title: 'Lo que costó el taller de marzo',
      text: 'Gastamos **un tercio más** de lo previsto, la mayor parte en transporte. Propongo dos talleres pequeños en lugar de uno grande.',
      comments: [{ by: ana, ago: 24, text: 'D’accord, si chacun dure deux jours.' }],
    },
  ],
  discussions: [
    {
      ...{ by: gil, ago: 8, language: 'es', tags: ['talleres'] },
      title: 'Fechas del próximo taller',
      text: '¿Antes o después de las lluvias?',
      replies: [
        { by: cleo, ago: 8, text: 'After, please: half of the people could not come last time.' },
        { by: ana, ago: 7, text: 'Après. Mi-novembre ?' },
      ],
    },
  ],
};

export const workspaces: WorkspaceSeed[] = [mutuelle, portugues, comite];

/** In a member's own blog. */
export const ownPosts: PostSeed[] = [
  {
    ...{ by: fin, ago: 35, language: 'pt', tags: ['viagens', 'associações'] },
    title: 'Três associações, três cadernos',
    text: 'Visitei três associações numa semana. Nenhuma tinha computador; todas tinham um caderno melhor do que as nossas folhas de cálculo.\n\n1. Uma linha por família.\n2. Uma cor por mês.\n3. O lápis, para poder corrigir.',
    comments: [{ by: eve, ago: 34, text: 'We keep one of these in Kerala too. The colours are a lovely idea.' }],
  },
];

/** In the open forum. */
export const openDiscussions: DiscussionSeed[] = [
  {
    ...{ by: eve, ago: 15, language: 'en', tags: ['health', 'registers'] },
    title: 'How do you count people who move with the seasons?',
    text: 'Every census misses the families who follow the work. We have tried twice now. Who has done better?',
    replies: [
      { by: gil, ago: 14, text: 'Contamos en el mercado, no en las casas. Todos pasan por el mercado.' },
      { by: eve, ago: 13, text: 'That is so much simpler than what we did.' },
      { by: ben, ago: 13, text: 'E em que dia?' },
    ],
  },
];

export const announcements = [
  {
    ...{ ago: 58, language: 'fr', title: 'Bienvenue sous l’arbre' },
    text: 'Cette communauté est ouverte à toutes celles et ceux qui travaillent à la protection sociale. Présentez-vous, ouvrez un espace, posez vos questions.',
  },
  {
    ...{ ago: 5, language: 'en', title: 'A call every first Tuesday' },
    text: 'We meet for an hour, in the language of whoever speaks. The first one is about **what members pay, and when**.',
  },
];
