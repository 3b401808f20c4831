/**
 * What the bank does with an instruction, chosen by the last two digits of its amount in minor units. One
 * table, as data, so that the behaviour, the page at GET / and the documentation cannot tell different stories.
 */
export const scenarios = [
  {
    suffix: '91',
    name: 'account_closed',
    happens: 'Refused in the answer: the account is closed. Nothing is booked, no callback follows.',
    ends: 'RJCT AC04',
  },
  {
    suffix: '92',
    name: 'insufficient_funds',
    happens: 'Refused in the answer: insufficient funds. Nothing is booked, no callback follows.',
    ends: 'RJCT AM04',
  },
  {
    suffix: '93',
    name: 'booked_then_dropped',
    happens: 'Booked, and then the connection is dropped without an answer.',
    ends: 'ACSC, with its callback',
  },
  {
    suffix: '94',
    name: 'dropped_before_booking',
    happens: 'The first time it is received the connection is dropped and nothing is booked; later it is normal.',
    ends: 'NOTFOUND, or ACSC when submitted again',
  },
  {
    suffix: '95',
    name: 'held',
    happens: 'Booked, and then stays in progress until somebody calls POST /advance.',
    ends: 'ACSC after POST /advance',
  },
  {
    suffix: '96',
    name: 'returned',
    happens: 'Completes, and is returned 2 seconds of bank time later; the account is credited again.',
    ends: 'ACSC, then RTRN AC06',
  },
  {
    suffix: '97',
    name: 'callbacks_doubled',
    happens: 'Its callbacks come twice and out of order: ACSC, then ACSP, then both again.',
    ends: 'ACSC',
  },
  {
    suffix: '98',
    name: 'answered_late',
    happens: 'Booked at once, but the answer to the whole request comes 3 seconds late.',
    ends: 'ACSC',
  },
  {
    suffix: 'any other',
    name: 'normal',
    happens: 'Booked and answered ACSP; completes after BANK_SETTLE_MS.',
    ends: 'ACSC',
  },
] as const;

/** The name of a row of the scenario table. */
export type ScenarioName = (typeof scenarios)[number]['name'];

const nameBySuffix = new Map<string, ScenarioName>(scenarios.map((scenario) => [scenario.suffix, scenario.name]));

/**
 * The scenario an amount asks for. It looks at minor units, so 100.91 AED, 191 JPY and 1.091 KWD are all `.91`.
 */
export function scenarioOf(amountMinor: bigint): ScenarioName {
  const suffix = (amountMinor % 100n).toString().padStart(2, '0');
  return nameBySuffix.get(suffix) ?? 'normal';
}
