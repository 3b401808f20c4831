import type { beneficiaryMessages, WhoActs } from './reasons.ts';

/** A row: code, who acts, whether time alone helps, which message the beneficiary may see, meaning for operators. */
export type ReasonRow = readonly [
  code: string,
  whoActs: WhoActs,
  retry: 'retry' | 'no retry',
  message: keyof typeof beneficiaryMessages,
  meaning: string,
];

// The classes of bank-rails.md, section 3.3. The meanings are ours. Some codes mean one thing in the ISO list of status
// reasons and another in the list of return reasons (AC16, BE08); their rows say both.

/** The account or the bank that holds it is wrong, closed or unable: no retry before the destination is mended. */
const account: readonly ReasonRow[] = [
  ['AC01', 'beneficiary', 'no retry', 'account', 'The account number is malformed or does not exist.'],
  ['AC02', 'operator', 'no retry', 'general', 'The number of our own payout account is not valid at the bank.'],
  ['AC03', 'beneficiary', 'no retry', 'account', "The beneficiary's account number is not valid at their bank."],
  ['AC04', 'beneficiary', 'no retry', 'account', 'The account is closed.'],
  ['AC05', 'operator', 'no retry', 'general', 'Our own payout account is closed.'],
  ['AC06', 'beneficiary', 'no retry', 'account', 'The account is blocked and takes no payments.'],
  ['AC07', 'beneficiary', 'no retry', 'account', "The beneficiary's account is closed."],
  ['AC08', 'beneficiary', 'no retry', 'account', 'The branch code is missing or not valid.'],
  ['AC11', 'beneficiary', 'no retry', 'account', "The beneficiary's account is not held in this currency."],
  ['AC13', 'operator', 'no retry', 'general', 'The type of our own payout account is missing or does not suit.'],
  ['AC14', 'beneficiary', 'no retry', 'account', "The type of the beneficiary's account is missing or does not suit."],
  ['AC15', 'beneficiary', 'no retry', 'account', 'The account details have changed; the old ones no longer work.'],
  ['AG01', 'beneficiary', 'no retry', 'account', 'Payments of this kind are not allowed on that account.'],
  ['AG03', 'operator', 'no retry', 'general', 'That account or bank does not support this kind of transfer.'],
  ['BE06', 'beneficiary', 'no retry', 'account', 'The bank knows no customer with that name and account.'],
  ['CNOR', 'beneficiary', 'no retry', 'account', "The beneficiary's bank cannot be reached on this rail."],
  ['DNOR', 'operator', 'no retry', 'general', 'Our own bank is not registered on this rail.'],
  ['MD07', 'caller', 'no retry', 'general', 'The holder of the account has died.'],
  ['RC01', 'beneficiary', 'no retry', 'account', 'The code of the bank (BIC or national code) is not valid.'],
  ['RC03', 'operator', 'no retry', 'general', 'The code of our own bank is missing or not valid.'],
  ['RC04', 'beneficiary', 'no retry', 'account', "The code of the beneficiary's bank is missing or not valid."],
];

/** A name or an address is missing or does not fit: a new payout with better data. */
const party: readonly ReasonRow[] = [
  ['BE01', 'beneficiary', 'no retry', 'details', 'The name does not belong to that account number.'],
  ['BE04', 'caller', 'no retry', 'details', "The beneficiary's address is missing or incomplete."],
  ['BE05', 'operator', 'no retry', 'general', 'The bank does not recognise us as the sender of the order.'],
  ['BE08', 'operator', 'no retry', 'general', 'Our name is missing in the order; in a return: the bank made an error.'],
  ['RR01', 'operator', 'no retry', 'general', 'Our account or identification is missing, and rules ask for it.'],
  ['RR02', 'operator', 'no retry', 'general', 'Our name or address is missing, and rules ask for it.'],
  ['RR03', 'caller', 'no retry', 'details', "The beneficiary's name or address is missing, and rules ask for it."],
];

/** The order or the file is wrong: our mistake or the bank profile's. Stop the batch and call a person. */
const order: readonly ReasonRow[] = [
  ['AG02', 'operator', 'no retry', 'general', 'The operation code in the order is not valid for this bank.'],
  ['AM01', 'operator', 'no retry', 'general', 'The amount in the order is zero.'],
  ['AM03', 'operator', 'no retry', 'general', 'The bank does not move this currency between these accounts.'],
  ['AM09', 'operator', 'no retry', 'general', 'The amount is not the one that was agreed or expected.'],
  ['AM10', 'operator', 'no retry', 'general', 'The amounts in the order do not add up to its control sum.'],
  ['AM12', 'operator', 'no retry', 'general', 'The amount in the order is missing or malformed.'],
  ['CURR', 'operator', 'no retry', 'general', 'The currency of the order is not correct.'],
  ['DT01', 'operator', 'no retry', 'general', 'The execution date is not valid, or not a business day of the bank.'],
  ['FF01', 'operator', 'no retry', 'general', 'The file or message is malformed.'],
  ['FF05', 'operator', 'no retry', 'general', 'The local instrument code (the kind of transfer) is not valid.'],
];

/** Money or a limit stands in the way: a person funds the account, raises the limit or splits the payout. */
const money: readonly ReasonRow[] = [
  [
    'AG07',
    'operator',
    'no retry',
    'general',
    'Our payout account could not be debited; the bank gives no closer reason.',
  ],
  ['AM02', 'operator', 'no retry', 'general', 'The amount is above what this rail or bank allows at once.'],
  ['AM04', 'operator', 'no retry', 'general', 'Our payout account does not cover the amount; fund it first.'],
  ['AM14', 'operator', 'no retry', 'general', 'The amount is above the limit agreed between us and the bank.'],
  [
    'AM21',
    'operator',
    'no retry',
    'general',
    'The amount is above a limit of the bank; split it or wait for a new period.',
  ],
];

/** The bank thinks it has this one already: look the original up; never send again under a new id by machine. */
const duplicate: readonly ReasonRow[] = [
  ['AM05', 'operator', 'no retry', 'general', 'The bank takes this for a duplicate; look up the first one.'],
  ['DU01', 'operator', 'no retry', 'general', 'The message id was used before; look up the first message.'],
  ['DUPL', 'operator', 'no retry', 'general', 'The payment was sent twice; look up the other one.'],
];

/** Law, fraud or a freeze: open a case; the beneficiary is told nothing but the general sentence. */
const compliance: readonly ReasonRow[] = [
  [
    'AC16',
    'operator',
    'no retry',
    'general',
    'The account is under seizure by an authority, or its card number is wrong.',
  ],
  ['AC17', 'operator', 'no retry', 'general', 'The account is in liquidation.'],
  ['AM07', 'operator', 'no retry', 'general', 'An authority has blocked this amount; open a case.'],
  ['FR01', 'operator', 'no retry', 'general', 'The bank refused or returned it as fraud; open a case.'],
  ['FRAD', 'operator', 'no retry', 'general', 'The bank says that the order was of fraudulent origin; open a case.'],
  ['NOCM', 'operator', 'no retry', 'general', 'The account does not meet compliance rules at the bank.'],
  ['RR04', 'operator', 'no retry', 'general', 'Refused for a regulatory reason; open a case.'],
  ['RR05', 'operator', 'no retry', 'general', 'Regulatory or tax data in the order is missing or not valid.'],
  ['UPAY', 'operator', 'no retry', 'general', 'The bank says that the payment was not justified.'],
];

/** Time or technology: the same content may pass as a new payout, once a status check proves the first not executed. */
const timing: readonly ReasonRow[] = [
  ['AB05', 'bank', 'retry', 'later', "The beneficiary's bank did not answer in time."],
  ['AB06', 'bank', 'retry', 'later', 'The instructed bank did not answer in time.'],
  ['AB07', 'bank', 'retry', 'later', 'A bank on the way is offline.'],
  ['AB08', 'bank', 'retry', 'later', "The beneficiary's bank is offline."],
  ['ED05', 'bank', 'retry', 'later', 'Settlement between the banks failed.'],
  ['TM01', 'operator', 'retry', 'later', "The order came after the bank's cut-off time."],
];

/** Somebody asked for it back or called it off: what a recall is expected to bring. */
const recalled: readonly ReasonRow[] = [
  ['CN01', 'caller', 'no retry', 'cancelled', 'The authorisation was cancelled.'],
  ['CUST', 'caller', 'no retry', 'general', 'A customer of one of the banks asked for it; ask which and why.'],
  ['DS02', 'caller', 'no retry', 'cancelled', 'An authorised person on our side cancelled the order.'],
  ['FOCR', 'caller', 'no retry', 'cancelled', 'Returned because we asked for it to be cancelled.'],
];

/** The bank does not say: show its text, and a person decides. */
const silent: readonly ReasonRow[] = [
  ['MS02', 'operator', 'no retry', 'general', "The beneficiary's side refused it and gave no reason."],
  ['MS03', 'operator', 'no retry', 'general', 'A bank refused it and gave no reason; ask the bank.'],
  ['NARR', 'operator', 'no retry', 'general', 'The reason is in the text the bank sent with it; read it.'],
  ['NOAS', 'operator', 'no retry', 'general', 'The beneficiary did not answer a question of their bank.'],
];

/** Every row, by class. */
export const reasonRows: readonly ReasonRow[] = [
  ...account,
  ...party,
  ...order,
  ...money,
  ...duplicate,
  ...compliance,
  ...timing,
  ...recalled,
  ...silent,
];
