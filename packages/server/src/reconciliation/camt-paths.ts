import { BalanceDraft, joinText, type MoneyText, type PartyDraft } from './camt-drafts.ts';
import type { CamtState } from './camt-state.ts';
import { cleanReference, cleanText, compactAccount } from './clean-text.ts';
import { leaf, type Place, place } from './xml-places.ts';

// Where everything stands that is read of a camt.053 message, in all its versions at once: where .02 and .08 put a
// thing in two places, both are here.

type At = Place<CamtState>;
type Setter<T> = (state: CamtState, value: T) => void;

/** A word of the standard, such as BOOK. */
const word = (set: Setter<string>): At => leaf((state, text) => set(state, text.trim().toUpperCase().slice(0, 40)));

const clean = (set: Setter<string | null>): At => leaf((state, text) => set(state, cleanText(text)));

const reference = (set: Setter<string | null>): At => leaf((state, text) => set(state, cleanReference(text)));

const compact = (set: Setter<string | null>): At => leaf((state, text) => set(state, compactAccount(text)));

/** An amount, with its currency beside it. */
const money = (set: Setter<MoneyText>): At => ({
  ...leaf((state, text) => set(state, { text: text.trim(), currency: state.currency })),
  opened: (state, attributes) => {
    state.currency = attributes.Ccy ?? null;
  },
});

/** A day, which banks write as a date or as a time. */
const day = (set: Setter<string>): At => {
  const text = leaf<CamtState>((state, value) => set(state, value.trim()));
  return place({ Dt: text, DtTm: text });
};

const bankCode = place<CamtState>({
  Domn: place({
    Cd: word((state, code) => (state.entry.code.domain = code)),
    Fmly: place({
      Cd: word((state, code) => (state.entry.code.family = code)),
      SubFmlyCd: word((state, code) => (state.entry.code.subFamily = code)),
    }),
  }),
  Prtry: place({ Cd: clean((state, code) => (state.entry.code.own = code)) }),
});

const party = (of: (state: CamtState) => PartyDraft): At => {
  const name = clean((state, text) => (of(state).name ??= text));
  return place({ Nm: name, Pty: place({ Nm: name }), Agt: place({ FinInstnId: place({ Nm: name }) }) });
};

const ultimateParty = (of: (state: CamtState) => PartyDraft): At => {
  const name = clean((state, text) => (of(state).ultimateName ??= text));
  return place({ Nm: name, Pty: place({ Nm: name }) });
};

const partyAccount = (of: (state: CamtState) => PartyDraft): At =>
  place({
    Id: place({
      IBAN: compact((state, iban) => (of(state).iban = iban)),
      Othr: place({ Id: compact((state, text) => (of(state).iban ??= ibanIn(text))) }),
    }),
  });

/** An account number that has the form of an IBAN, as some banks give them. */
function ibanIn(text: string | null): string | null {
  return text !== null && /^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(text) ? text : null;
}

const line = clean((state, text) => (state.part.lines = joinText(state.part.lines, text)));
const creditorReference = clean((state, text) => (state.part.references = joinText(state.part.references, text)));

const part = place<CamtState>(
  {
    Refs: place({
      MsgId: reference((state, text) => (state.part.messageId = text)),
      AcctSvcrRef: reference((state, text) => (state.part.bankReference = text)),
      PmtInfId: reference((state, text) => (state.part.batchId = text)),
      InstrId: reference((state, text) => (state.part.instructionId = text)),
      EndToEndId: reference((state, text) => (state.part.endToEndId = text)),
      UETR: reference((state, text) => (state.part.uetr = text)),
    }),
    Amt: money((state, amount) => (state.part.amount = amount)),
    CdtDbtInd: word((state, direction) => (state.part.direction = direction)),
    AmtDtls: place({
      TxAmt: place({ Amt: money((state, amount) => (state.part.transactionAmount = amount)) }),
      InstdAmt: place({ Amt: money((state, amount) => (state.part.instructedAmount = amount)) }),
    }),
    RltdPties: place({
      Dbtr: party((state) => state.part.debtor),
      DbtrAcct: partyAccount((state) => state.part.debtor),
      UltmtDbtr: ultimateParty((state) => state.part.debtor),
      Cdtr: party((state) => state.part.creditor),
      CdtrAcct: partyAccount((state) => state.part.creditor),
      UltmtCdtr: ultimateParty((state) => state.part.creditor),
    }),
    RmtInf: place({
      Ustrd: line,
      Strd: place({
        CdtrRefInf: place({ Ref: creditorReference }),
        RfrdDocInf: place({ Nb: creditorReference }),
        AddtlRmtInf: line,
      }),
    }),
    RtrInf: place(
      {
        Rsn: place({
          Cd: word((state, code) => (state.part.returnReason = code)),
          Prtry: clean((state, text) => (state.part.returnReason ??= text)),
        }),
      },
      { opened: (state) => (state.part.returned = true) },
    ),
    AddtlTxInf: clean((state, text) => (state.part.info = text)),
  },
  { opened: (state) => state.openPart(), closed: (state) => state.closePart() },
);

const details = place<CamtState>(
  {
    Btch: place(
      {
        MsgId: reference((state, text) => (state.block.messageId = text)),
        PmtInfId: reference((state, text) => (state.block.batchId = text)),
        TtlAmt: money((state, amount) => (state.block.amount = amount)),
        CdtDbtInd: word((state, direction) => (state.block.direction = direction)),
      },
      { opened: (state) => state.openBlock() },
    ),
    TxDtls: part,
  },
  { opened: (state) => state.openDetails(), closed: (state) => state.closeDetails() },
);

const setStatus: Setter<string> = (state, text) => {
  // The text of an element that has another inside is the white space around it.
  if (text !== '') state.entry.status = text;
};

const entry = place<CamtState>(
  {
    NtryRef: reference((state, text) => (state.entry.entryReference = text)),
    Amt: money((state, amount) => (state.entry.amount = amount)),
    CdtDbtInd: word((state, direction) => (state.entry.direction = direction)),
    RvslInd: word((state, text) => (state.entry.reversal = text === 'TRUE' || text === '1')),
    Sts: { ...place<CamtState>({ Cd: word(setStatus), Prtry: word(setStatus) }), text: word(setStatus).text },
    BookgDt: day((state, text) => (state.entry.bookedText = text)),
    ValDt: day((state, text) => (state.entry.valueText = text)),
    AcctSvcrRef: reference((state, text) => (state.entry.bankReference = text)),
    BkTxCd: bankCode,
    NtryDtls: details,
    AddtlNtryInf: clean((state, text) => (state.entry.info = text)),
  },
  { opened: (state) => state.openEntry(), closed: (state) => state.closeEntry() },
);

const balanceCode = word((state, code) => (state.balance.code ??= code));

const balance = place<CamtState>(
  {
    Tp: place({ CdOrPrtry: place({ Cd: balanceCode, Prtry: balanceCode }), Cd: balanceCode }),
    Amt: money((state, amount) => (state.balance.amount = amount)),
    CdtDbtInd: word((state, direction) => (state.balance.direction = direction)),
    Dt: day((state, text) => (state.balance.day = text)),
  },
  { opened: (state) => (state.balance = new BalanceDraft()), closed: (state) => state.closeBalance() },
);

const otherAccount = clean((state, text) => (state.statement.accountOther ??= text));

const account = place<CamtState>({
  Id: place({
    IBAN: compact((state, iban) => (state.statement.accountIban = iban)),
    Othr: place({ Id: otherAccount }),
    BBAN: otherAccount,
    PrtryAcct: place({ Id: otherAccount }),
  }),
  Ccy: word((state, currency) => (state.statement.accountCurrency = currency)),
});

const plain = (set: Setter<string>): At => leaf((state, text) => set(state, text.trim().slice(0, 100)));

const summary = place<CamtState>({
  TtlNtries: place({ NbOfNtries: plain((state, text) => (state.statement.summary.entries = text)) }),
  TtlCdtNtries: place({
    NbOfNtries: plain((state, text) => (state.statement.summary.credits = text)),
    Sum: plain((state, text) => (state.statement.summary.creditSum = text)),
  }),
  TtlDbtNtries: place({
    NbOfNtries: plain((state, text) => (state.statement.summary.debits = text)),
    Sum: plain((state, text) => (state.statement.summary.debitSum = text)),
  }),
});

const pages = (set: (state: CamtState) => void): At =>
  place({
    PgNb: plain((state, text) => {
      if (/[^01]/.test(text)) set(state);
    }),
    LastPgInd: plain((state, text) => {
      if (text === 'false' || text === '0') set(state);
    }),
  });

const from = plain((state, text) => (state.statement.from = text));
const to = plain((state, text) => (state.statement.to = text));

const statement = place<CamtState>(
  {
    Id: reference((state, text) => (state.statement.statementId = text)),
    StmtPgntn: pages((state) => (state.statement.paged = true)),
    ElctrncSeqNb: reference((state, text) => (state.statement.sequence = text)),
    LglSeqNb: reference((state, text) => (state.statement.legalSequence = text)),
    CreDtTm: plain((state, text) => (state.statement.createdAt = text)),
    FrToDt: place({ FrDtTm: from, FrDt: from, ToDtTm: to, ToDt: to }),
    CpyDplctInd: word((state) => (state.statement.copy = true)),
    Acct: account,
    Bal: balance,
    TxsSummry: summary,
    Ntry: entry,
  },
  { opened: (state) => state.openStatement(), closed: (state) => state.closeStatement() },
);

/** The places of a camt.053 message; its root may lie inside an envelope. */
export const camtRoots: Readonly<Record<string, At>> = {
  BkToCstmrStmt: place<CamtState>({
    GrpHdr: place({
      CreDtTm: plain((state, text) => (state.createdAt = text)),
      MsgPgntn: pages((state) => (state.paged = true)),
    }),
    Stmt: statement,
  }),
  // Messages of the same family that are not statements, to say so.
  BkToCstmrAcctRpt: place({}, { opened: (state) => (state.otherMessage = 'camt.052') }),
  BkToCstmrDbtCdtNtfctn: place({}, { opened: (state) => (state.otherMessage = 'camt.054') }),
};
