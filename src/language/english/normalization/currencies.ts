import { alternatives } from '../../alternatives';
/** What one and several of a currency and of its hundredth part are called. */
export interface Currency {
  readonly one: string;
  readonly more: string;
  /** Both '' for a currency without a hundredth part in use. */
  readonly cent: string;
  readonly cents: string;
}

const currency = (one: string, more = `${one}s`, cent = '', cents = cent === '' ? '' : `${cent}s`): Currency => ({
  ...{ one, more, cent, cents },
});
const of = (nation: string, { one, more, cent, cents }: Currency): Currency => ({
  ...{ one: `${nation} ${one}`, more: `${nation} ${more}`, cent, cents },
});

const DOLLAR = currency('dollar', 'dollars', 'cent');
const EURO = currency('euro', 'euros', 'cent');
const POUND = currency('pound', 'pounds', 'penny', 'pence');
const RUPEE = currency('rupee', 'rupees', 'paisa', 'paise');
const PESO = currency('peso', 'pesos', 'centavo');
const REAL = currency('real', 'reais', 'centavo');
const YEN = currency('yen', 'yen');
const YUAN = currency('yuan', 'yuan', 'fen', 'fen');
const WON = currency('won', 'won');
const RUBLE = currency('ruble', 'rubles', 'kopek');
const LIRA = currency('lira', 'lira', 'kurus', 'kurus');
const SHEKEL = currency('shekel', 'shekels', 'agora', 'agorot');
const BAHT = currency('baht', 'baht', 'satang', 'satang');
const DONG = currency('dong', 'dong');
const NAIRA = currency('naira', 'naira', 'kobo', 'kobo');
const HRYVNIA = currency('hryvnia', 'hryvnias', 'kopek');
const FRANC = currency('franc', 'francs', 'centime');
const KRONA = currency('krona', 'kronor', 'ore', 'ore');
const KRONE = currency('krone', 'kroner', 'ore', 'ore');
const ZLOTY = currency('zloty', 'zlotys', 'grosz', 'groszy');
const DINAR = currency('dinar');
const SHILLING = currency('shilling');
const BITCOIN = currency('bitcoin');

/** By the signs before or after an amount. */
const SIGNS: Readonly<Record<string, Currency>> = {
  ...{ $: DOLLAR, '€': EURO, '£': POUND, '¥': YEN, '₹': RUPEE, '₨': RUPEE, '₩': WON, '₽': RUBLE, '₺': LIRA },
  ...{ '₪': SHEKEL, '฿': BAHT, '₫': DONG, '₦': NAIRA, '₱': PESO, '₴': HRYVNIA, '₿': BITCOIN },
  ...{ '₡': currency('colon', 'colones'), '₲': currency('guarani'), '₵': currency('cedi'), '₸': currency('tenge') },
  ...{ '₭': currency('kip', 'kip'), '₾': currency('lari', 'lari'), '₼': currency('manat'), '₮': currency('tugrik') },
  ...{
    US$: of('U S', DOLLAR),
    R$: REAL,
    C$: of('canadian', DOLLAR),
    CA$: of('canadian', DOLLAR),
    A$: of('australian', DOLLAR),
  },
  ...{ AU$: of('australian', DOLLAR), NZ$: of('new zealand', DOLLAR), HK$: of('hong kong', DOLLAR) },
  ...{ 'Rs.': RUPEE, Rs: RUPEE },
  ...{ S$: of('singapore', DOLLAR), NT$: of('new taiwan', DOLLAR), MX$: of('mexican', PESO) },
};
/** Abbreviations after an amount. */
const BEHIND: Readonly<Record<string, Currency>> = { zł: ZLOTY, 'kr.': KRONE, kr: KRONE };
/** By ISO 4217's codes. */
const CODES: Readonly<Record<string, Currency>> = {
  ...{ USD: DOLLAR, EUR: EURO, GBP: POUND, JPY: YEN, CNY: YUAN, RMB: YUAN, INR: RUPEE, KRW: WON, RUB: RUBLE },
  ...{ TRY: LIRA, ILS: SHEKEL, THB: BAHT, VND: DONG, NGN: NAIRA, PHP: PESO, UAH: HRYVNIA, BTC: BITCOIN },
  ...{ CHF: of('swiss', FRANC), CAD: of('canadian', DOLLAR), AUD: of('australian', DOLLAR), BRL: REAL },
  ...{ NZD: of('new zealand', DOLLAR), HKD: of('hong kong', DOLLAR), SGD: of('singapore', DOLLAR) },
  ...{ MXN: of('mexican', PESO), SEK: of('swedish', KRONA), NOK: of('norwegian', KRONE), DKK: of('danish', KRONE) },
  ...{ PLN: ZLOTY, CZK: of('czech', currency('crown')), ZAR: currency('rand', 'rand'), HUF: currency('forint') },
  ...{ RON: currency('leu', 'lei'), BGN: currency('lev', 'leva'), ISK: of('icelandic', currency('krona', 'kronur')) },
  ...{ AED: currency('dirham'), MAD: currency('dirham'), SAR: currency('riyal'), QAR: currency('riyal') },
  ...{ KWD: of('kuwaiti', DINAR), JOD: of('jordanian', DINAR), TND: of('tunisian', DINAR), EGP: of('egyptian', POUND) },
  ...{ MYR: currency('ringgit', 'ringgit'), IDR: currency('rupiah', 'rupiah'), TWD: of('new taiwan', DOLLAR) },
  ...{ PKR: of('pakistani', RUPEE), LKR: of('sri lankan', RUPEE), BDT: currency('taka', 'taka') },
  ...{ KES: of('kenyan', SHILLING), UGX: of('ugandan', SHILLING), TZS: of('tanzanian', SHILLING) },
  ...{ ARS: of('argentine', PESO), CLP: of('chilean', PESO), COP: of('colombian', PESO) },
};

export const CURRENCIES: ReadonlyMap<string, Currency> = new Map(Object.entries({ ...SIGNS, ...BEHIND, ...CODES }));

/** Matches a currency before an amount. */
export const CURRENCY_BEFORE = `(?:${alternatives(Object.keys(SIGNS))}|(?:${alternatives(Object.keys(CODES))})(?=\\s?[-−]?\\d))`;
/** Matches a currency after an amount; of the dollar's only attached ones, because of shells and templates. */
export const CURRENCY_AFTER = `(?:\\s?(?:${alternatives([...Object.keys(SIGNS).filter((sign) => !sign.endsWith('$')), ...Object.keys(BEHIND)])}|(?:${alternatives(Object.keys(CODES))})(?![\\p{L}\\p{N}]))|\\$(?![\\p{L}\\p{N}_{(]))`;
