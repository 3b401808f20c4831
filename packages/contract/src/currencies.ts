/**
 * The currencies Sarf can move, after ISO 4217 list one (as of January 2026).
 *
 * Only money that a bank account can be held in is here. Left out on purpose: funds codes and indexed units (BOV CHE
 * CHW CLF COU MXV USN UYI UYW), units of account (XAD XDR XSU XUA), metals, test and "no currency" codes, and withdrawn
 * codes (among the recent ones ANG, now XCG; BGN and HRK, now EUR; CUC; SLL, now SLE; ZWL, now ZWG). VED and VES are
 * two codes for one Venezuelan currency and both are on the list.
 */
const codesByDecimals = [
  { decimals: 0, codes: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF' },
  { decimals: 3, codes: 'BHD IQD JOD KWD LYD OMR TND' },
  {
    decimals: 2,
    codes: `
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD
      CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
      HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL
      MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
      PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
      THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  },
] as const;

const decimalsByCode: ReadonlyMap<string, number> = new Map(
  codesByDecimals.flatMap(({ decimals, codes }) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, decimals] as const),
  ),
);

/** Every currency code in the table, in alphabetical order. */
export const currencies: readonly string[] = [...decimalsByCode.keys()].sort();

/**
 * How many decimals amounts in this currency have: 0, 2 or 3.
 *
 * Takes an upper-case ISO 4217 alphabetic code. Gives `undefined` for anything not in the table, so it is also the
 * test of whether a code from outside is a currency (a `Map` is asked, so `__proto__` and the like are just unknown).
 */
export function decimalsOf(currency: string): number | undefined {
  return decimalsByCode.get(currency);
}
