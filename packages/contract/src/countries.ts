/** A country: ISO 3166-1 codes and the ISO 4217 code of the currency its bank accounts are usually held in. */
export type Country = { readonly alpha2: string; readonly alpha3: string; readonly currency: string };

/**
 * ISO 3166-1, all 249 entries, each as "alpha-2 alpha-3 currency" (currencies as of January 2026: Bulgaria has the
 * euro, Curaçao and Sint Maarten have XCG). Where a country has several currencies the one its banks mainly use is
 * given (El Salvador USD, Panama PAB). ISO 4217 names no currency for AQ, GS and PS: USD, GBP and ILS are customary.
 * XK is not in ISO 3166-1; it is the user-assigned code that banks and the IBAN registry use for Kosovo.
 */
const table = `
  AD AND EUR | AE ARE AED | AF AFG AFN | AG ATG XCD | AI AIA XCD | AL ALB ALL | AM ARM AMD | AO AGO AOA
  AQ ATA USD | AR ARG ARS | AS ASM USD | AT AUT EUR | AU AUS AUD | AW ABW AWG | AX ALA EUR | AZ AZE AZN
  BA BIH BAM | BB BRB BBD | BD BGD BDT | BE BEL EUR | BF BFA XOF | BG BGR EUR | BH BHR BHD | BI BDI BIF
  BJ BEN XOF | BL BLM EUR | BM BMU BMD | BN BRN BND | BO BOL BOB | BQ BES USD | BR BRA BRL | BS BHS BSD
  BT BTN BTN | BV BVT NOK | BW BWA BWP | BY BLR BYN | BZ BLZ BZD | CA CAN CAD | CC CCK AUD | CD COD CDF
  CF CAF XAF | CG COG XAF | CH CHE CHF | CI CIV XOF | CK COK NZD | CL CHL CLP | CM CMR XAF | CN CHN CNY
  CO COL COP | CR CRI CRC | CU CUB CUP | CV CPV CVE | CW CUW XCG | CX CXR AUD | CY CYP EUR | CZ CZE CZK
  DE DEU EUR | DJ DJI DJF | DK DNK DKK | DM DMA XCD | DO DOM DOP | DZ DZA DZD | EC ECU USD | EE EST EUR
  EG EGY EGP | EH ESH MAD | ER ERI ERN | ES ESP EUR | ET ETH ETB | FI FIN EUR | FJ FJI FJD | FK FLK FKP
  FM FSM USD | FO FRO DKK | FR FRA EUR | GA GAB XAF | GB GBR GBP | GD GRD XCD | GE GEO GEL | GF GUF EUR
  GG GGY GBP | GH GHA GHS | GI GIB GIP | GL GRL DKK | GM GMB GMD | GN GIN GNF | GP GLP EUR | GQ GNQ XAF
  GR GRC EUR | GS SGS GBP | GT GTM GTQ | GU GUM USD | GW GNB XOF | GY GUY GYD | HK HKG HKD | HM HMD AUD
  HN HND HNL | HR HRV EUR | HT HTI HTG | HU HUN HUF | ID IDN IDR | IE IRL EUR | IL ISR ILS | IM IMN GBP
  IN IND INR | IO IOT USD | IQ IRQ IQD | IR IRN IRR | IS ISL ISK | IT ITA EUR | JE JEY GBP | JM JAM JMD
  JO JOR JOD | JP JPN JPY | KE KEN KES | KG KGZ KGS | KH KHM KHR | KI KIR AUD | KM COM KMF | KN KNA XCD
  KP PRK KPW | KR KOR KRW | KW KWT KWD | KY CYM KYD | KZ KAZ KZT | LA LAO LAK | LB LBN LBP | LC LCA XCD
  LI LIE CHF | LK LKA LKR | LR LBR LRD | LS LSO LSL | LT LTU EUR | LU LUX EUR | LV LVA EUR | LY LBY LYD
  MA MAR MAD | MC MCO EUR | MD MDA MDL | ME MNE EUR | MF MAF EUR | MG MDG MGA | MH MHL USD | MK MKD MKD
  ML MLI XOF | MM MMR MMK | MN MNG MNT | MO MAC MOP | MP MNP USD | MQ MTQ EUR | MR MRT MRU | MS MSR XCD
  MT MLT EUR | MU MUS MUR | MV MDV MVR | MW MWI MWK | MX MEX MXN | MY MYS MYR | MZ MOZ MZN | NA NAM NAD
  NC NCL XPF | NE NER XOF | NF NFK AUD | NG NGA NGN | NI NIC NIO | NL NLD EUR | NO NOR NOK | NP NPL NPR
  NR NRU AUD | NU NIU NZD | NZ NZL NZD | OM OMN OMR | PA PAN PAB | PE PER PEN | PF PYF XPF | PG PNG PGK
  PH PHL PHP | PK PAK PKR | PL POL PLN | PM SPM EUR | PN PCN NZD | PR PRI USD | PS PSE ILS | PT PRT EUR
  PW PLW USD | PY PRY PYG | QA QAT QAR | RE REU EUR | RO ROU RON | RS SRB RSD | RU RUS RUB | RW RWA RWF
  SA SAU SAR | SB SLB SBD | SC SYC SCR | SD SDN SDG | SE SWE SEK | SG SGP SGD | SH SHN SHP | SI SVN EUR
  SJ SJM NOK | SK SVK EUR | SL SLE SLE | SM SMR EUR | SN SEN XOF | SO SOM SOS | SR SUR SRD | SS SSD SSP
  ST STP STN | SV SLV USD | SX SXM XCG | SY SYR SYP | SZ SWZ SZL | TC TCA USD | TD TCD XAF | TF ATF EUR
  TG TGO XOF | TH THA THB | TJ TJK TJS | TK TKL NZD | TL TLS USD | TM TKM TMT | TN TUN TND | TO TON TOP
  TR TUR TRY | TT TTO TTD | TV TUV AUD | TW TWN TWD | TZ TZA TZS | UA UKR UAH | UG UGA UGX | UM UMI USD
  US USA USD | UY URY UYU | UZ UZB UZS | VA VAT EUR | VC VCT XCD | VE VEN VES | VG VGB USD | VI VIR USD
  VN VNM VND | VU VUT VUV | WF WLF XPF | WS WSM WST | XK XKX EUR | YE YEM YER | YT MYT EUR | ZA ZAF ZAR
  ZM ZMB ZMW | ZW ZWE ZWG`;

/** Every country in the table, by alpha-2 code. */
export const countries: readonly Country[] = Array.from(
  table.matchAll(/([A-Z]{2}) ([A-Z]{3}) ([A-Z]{3})/g),
  ([, alpha2 = '', alpha3 = '', currency = '']) => Object.freeze({ alpha2, alpha3, currency }),
);

// One map holds both kinds of code: they cannot collide, since one has two letters and the other three.
const byCode: ReadonlyMap<string, Country> = new Map(
  countries.flatMap((country) => [[country.alpha2, country] as const, [country.alpha3, country] as const]),
);

/**
 * The country with this ISO 3166-1 code, alpha-2 ("AE") or alpha-3 ("ARE"), upper case only.
 *
 * Gives `undefined` for any other text, also for lower case and for names.
 */
export function findCountry(code: string): Country | undefined {
  return byCode.get(code);
}
