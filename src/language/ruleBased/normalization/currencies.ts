import type { CountedNoun } from './countedNoun';

/** The ISO 4217 codes of the currencies that every language names: a table with a gap does not compile. */
// prettier-ignore
export type CurrencyCode =
  | 'USD' | 'EUR' | 'GBP' | 'JPY' | 'CNY' | 'INR' | 'KRW' | 'RUB' | 'TRY' | 'UAH' | 'ILS' | 'VND' | 'PHP' | 'NGN' | 'THB'
  | 'BRL' | 'MXN' | 'ARS' | 'CLP' | 'COP' | 'PEN' | 'CRC' | 'PYG' | 'CAD' | 'AUD' | 'NZD' | 'HKD' | 'SGD' | 'TWD' | 'CHF'
  | 'SEK' | 'NOK' | 'DKK' | 'PLN' | 'CZK' | 'HUF' | 'ZAR' | 'EGP' | 'BDT' | 'PKR' | 'KZT' | 'GHS' | 'MYR' | 'IDR' | 'BTC';

/** A currency, and the hundredth of it where that has a name of its own. */
export interface Currency {
  name: CountedNoun;
  cent?: CountedNoun;
}

/** The codes of currency signs, in capitals. A language adds signs of its own. */
const SIGNS: Readonly<Record<string, CurrencyCode>> = {
  ...{ $: 'USD', US$: 'USD', U$S: 'USD', U$: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', 'CN¥': 'CNY', 'JP¥': 'JPY' },
  ...{ '₹': 'INR', RS: 'INR', 'RS.': 'INR', '₨': 'INR', '₩': 'KRW', '₽': 'RUB', '₺': 'TRY', '₴': 'UAH', '₪': 'ILS' },
  ...{ '₫': 'VND', '₱': 'PHP', '₦': 'NGN', '฿': 'THB', R$: 'BRL', MX$: 'MXN', MEX$: 'MXN', AR$: 'ARS', CL$: 'CLP' },
  ...{ CO$: 'COP', COL$: 'COP', '₡': 'CRC', '₲': 'PYG', CA$: 'CAD', C$: 'CAD', A$: 'AUD', AU$: 'AUD' },
  ...{ NZ$: 'NZD', HK$: 'HKD', S$: 'SGD', NT$: 'TWD', FR: 'CHF', 'FR.': 'CHF', SFR: 'CHF', KR: 'SEK', ZŁ: 'PLN' },
  ...{ KČ: 'CZK', FT: 'HUF', '৳': 'BDT', '₸': 'KZT', '₵': 'GHS', RM: 'MYR', RP: 'IDR', '₿': 'BTC' },
};
/** Codes that are words in small letters: "pen", "try". */
const CAPITALS_ONLY = /^(?:try|pen|cop|php|rm|rp|ft|cad|mad)$/u;
/** A sign or a code where a currency is expected. */
const WRITTEN = /^(?:\p{Lu}{1,3}\$S?|(?:CN|JP)¥|\p{Sc}|\p{L}{2,4}\.?(?![\p{L}\p{M}\p{N}]))/iu;

/** The currencies of a language: by code, and by signs of its own. */
export interface Currencies {
  byCode: Readonly<Record<CurrencyCode, Currency>> & Readonly<Record<string, Currency>>;
  /** Signs that mean another currency in this language, or that only it has. */
  signs: Readonly<Record<string, string>>;
}

/** Makes the table of a language: "dólar/dólares/centavo/centavos" is a name, its plural, and the same for its cent. */
export function currencies(
  names: Readonly<Record<CurrencyCode, string>> & Readonly<Record<string, string>>,
  signs: Readonly<Record<string, string>> = {},
): Currencies {
  const read = (written: string): Currency => {
    const [one = '', many = one, cent, cents = cent] = written.split('/');
    return { name: [one, many], ...(cent !== undefined && cents !== undefined && { cent: [cent, cents] }) };
  };
  const entries = Object.entries(names).map(([code, written]) => [code, read(written)] as const);
  return { byCode: Object.fromEntries(entries) as Record<string, Currency> & Currencies['byCode'], signs };
}

/** The currency that a sign or code means; undefined for any other word. */
export function findCurrency(table: Currencies, written: string): Currency | undefined {
  if (CAPITALS_ONLY.test(written)) return undefined;
  const sign = written.toUpperCase();
  const code = table.signs[sign] ?? SIGNS[sign] ?? sign;
  return Object.hasOwn(table.byCode, code) ? table.byCode[code] : undefined;
}

/** The currency written at the beginning of `text`, and its length. */
export function currencyAt(table: Currencies, text: string): { currency: Currency; length: number } | undefined {
  const written = WRITTEN.exec(text)?.[0];
  if (written === undefined) return undefined;
  const currency = findCurrency(table, written) ?? findCurrency(table, written.replace(/\.$/u, ''));
  return currency && { currency, length: written.length };
}
