/** One side of a payment. */
export interface CamtParty {
  readonly name?: string;
  readonly iban?: string;
  /** An account number that is no IBAN, or one that stands where those do. */
  readonly other?: string;
}

/** One payment inside an entry. Amounts are decimal text. */
export interface CamtDetails {
  readonly amount?: string;
  readonly currency?: string;
  readonly direction?: 'CRDT' | 'DBIT';
  readonly messageId?: string;
  readonly batchId?: string;
  readonly instructionId?: string;
  readonly endToEndId?: string;
  /** From version .08 on. */
  readonly uetr?: string;
  readonly debtor?: CamtParty;
  readonly creditor?: CamtParty;
  readonly lines?: readonly string[];
  readonly creditorReference?: string;
  readonly returnReason?: string;
}

export interface CamtEntry {
  readonly amount: string;
  readonly currency: string;
  readonly direction: 'CRDT' | 'DBIT';
  readonly reversal?: boolean;
  /** BOOK where it is absent; null leaves it out. */
  readonly status?: string | null;
  readonly bookedOn: string;
  readonly valueOn?: string;
  readonly bankReference?: string;
  readonly entryReference?: string;
  /** Domain, family and sub-family, or the bank's own code. */
  readonly code?: readonly [string, string, string] | string;
  readonly batch?: { readonly batchId?: string; readonly messageId?: string; readonly count?: number };
  readonly details?: readonly CamtDetails[];
  readonly info?: string;
}

/** A balance: decimal text, below zero for a debit. */
export interface CamtBalance {
  readonly code: 'OPBD' | 'PRCD' | 'CLBD' | 'CLAV';
  readonly amount: string;
  readonly on: string;
}

export interface CamtStatement {
  readonly id: string;
  readonly sequence?: string;
  readonly from?: string;
  readonly to?: string;
  readonly copy?: boolean;
  readonly iban?: string;
  readonly other?: string;
  readonly currency: string;
  readonly balances?: readonly CamtBalance[];
  readonly summary?: {
    readonly credits: number;
    readonly creditSum: string;
    readonly debits: number;
    readonly debitSum: string;
  };
  readonly entries: Iterable<CamtEntry>;
}

/** How a file is written, where XML leaves a choice. */
export interface CamtStyle {
  /** Before every element's name, with a colon; empty for none. */
  readonly prefix?: string;
  readonly indented?: boolean;
  readonly comments?: boolean;
  readonly cdata?: boolean;
  /** Dates as times with a zone. */
  readonly times?: boolean;
  /** IBANs stand where other account numbers do. */
  readonly ibanAsOther?: boolean;
  /** What the XML declaration says. */
  readonly encoding?: string;
}

export interface CamtFile {
  readonly version: '02' | '04' | '08';
  readonly style?: CamtStyle;
  readonly statements: Iterable<CamtStatement>;
}

/** A camt.053 file as a bank writes it, valid by its schema where the style leaves it so. */
export function camtFile(file: CamtFile): string {
  return [...camtChunks(file)].join('');
}

/** The same file, an entry at a time: it is never whole in memory. */
export function* camtChunks({ version, style = {}, statements }: CamtFile): Generator<string> {
  const xml = new CamtWriter(version, style);
  const space = `xmlns${style.prefix ? `:${style.prefix}` : ''}="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"`;
  yield `<?xml version="1.0" encoding="${style.encoding ?? 'UTF-8'}"?>`;
  yield xml.open('Document', space) + xml.open('BkToCstmrStmt');
  yield xml.element('GrpHdr', xml.text('MsgId', 'MSG-1') + xml.text('CreDtTm', '2026-01-06T03:00:00+04:00'));
  for (const statement of statements) {
    yield xml.open('Stmt') + xml.statementHead(statement);
    for (const entry of statement.entries) yield xml.entry(entry);
    yield xml.close('Stmt');
  }
  yield xml.close('BkToCstmrStmt') + xml.close('Document');
}

class CamtWriter {
  readonly #version: string;
  readonly #style: CamtStyle;
  readonly #prefix: string;
  readonly #gap: string;

  constructor(version: string, style: CamtStyle) {
    this.#version = version;
    this.#style = style;
    this.#prefix = style.prefix ? `${style.prefix}:` : '';
    this.#gap = `${style.comments ? '<!-- a <comment> & more -->' : ''}${style.indented ? '\r\n   ' : ''}`;
  }

  open(name: string, attributes = ''): string {
    return `${this.#gap}<${this.#prefix}${name}${attributes === '' ? '' : ` ${attributes}`}>`;
  }

  close(name: string): string {
    return `</${this.#prefix}${name}>${this.#style.indented ? '\n' : ''}`;
  }

  /** An element with others inside, or nothing if there is nothing inside. */
  element(name: string, inside: string): string {
    return inside === '' ? '' : this.open(name) + inside + this.#gap + this.close(name);
  }

  text(name: string, value: string | undefined | null, attributes = ''): string {
    if (value === undefined || value === null) return '';
    return this.open(name, attributes) + this.#escaped(value) + this.close(name);
  }

  #escaped(value: string): string {
    const half = Math.floor(value.length / 2);
    const isSplit = this.#style.cdata && !value.includes(']]>') && value.charCodeAt(half) < 0xd800;
    if (isSplit) return `${escaped(value.slice(0, half))}<![CDATA[${value.slice(half)}]]>`;
    return escaped(value);
  }

  #amount(name: string, value: string | undefined, currency: string): string {
    return this.text(name, value, `Ccy="${currency}"`);
  }

  #day(name: string, day: string | undefined): string {
    if (day === undefined) return '';
    const inside = this.#style.times ? this.text('DtTm', `${day}T23:59:59.5-11:00`) : this.text('Dt', day);
    return this.element(name, inside);
  }

  #status(status: string): string {
    return this.#version === '08' ? this.element('Sts', this.text('Cd', status)) : this.text('Sts', status);
  }

  statementHead(statement: CamtStatement): string {
    const { id, sequence, from, to, copy, currency, balances = [], summary } = statement;
    const period = (day: string | undefined, time: string): string | undefined => day && `${day}T${time}`;
    const account = this.#accountId(statement) + this.text('Ccy', currency);
    return (
      this.text('Id', id) +
      this.text('ElctrncSeqNb', sequence) +
      this.text('CreDtTm', '2026-01-06T03:00:00+04:00') +
      this.element(
        'FrToDt',
        this.text('FrDtTm', period(from, '00:00:00')) + this.text('ToDtTm', period(to, '23:59:59')),
      ) +
      this.text('CpyDplctInd', copy ? 'DUPL' : undefined) +
      this.element('Acct', account) +
      balances.map((balance) => this.#balance(balance, currency)).join('') +
      (summary === undefined ? '' : this.#summary(summary))
    );
  }

  #balance({ code, amount, on }: CamtBalance, currency: string): string {
    const isDebit = amount.startsWith('-');
    const inside =
      this.element('Tp', this.element('CdOrPrtry', this.text('Cd', code))) +
      this.#amount('Amt', isDebit ? amount.slice(1) : amount, currency) +
      this.text('CdtDbtInd', isDebit ? 'DBIT' : 'CRDT') +
      this.#day('Dt', on);
    return this.element('Bal', inside);
  }

  #summary({ credits, creditSum, debits, debitSum }: NonNullable<CamtStatement['summary']>): string {
    const side = (name: string, count: number, sum: string): string =>
      this.element(name, this.text('NbOfNtries', String(count)) + this.text('Sum', sum));
    const all = this.element('TtlNtries', this.text('NbOfNtries', String(credits + debits)));
    const inside = all + side('TtlCdtNtries', credits, creditSum) + side('TtlDbtNtries', debits, debitSum);
    return this.element('TxsSummry', inside);
  }

  entry(entry: CamtEntry): string {
    const { details = [], batch } = entry;
    const inBatch = batch === undefined ? '' : this.#batch(batch, entry);
    const inside =
      this.text('NtryRef', entry.entryReference) +
      this.#amount('Amt', entry.amount, entry.currency) +
      this.text('CdtDbtInd', entry.direction) +
      this.text('RvslInd', entry.reversal === undefined ? undefined : String(entry.reversal)) +
      (entry.status === null ? '' : this.#status(entry.status ?? 'BOOK')) +
      this.#day('BookgDt', entry.bookedOn) +
      this.#day('ValDt', entry.valueOn) +
      this.text('AcctSvcrRef', entry.bankReference) +
      this.#code(entry.code ?? 'NTRF') +
      this.element('NtryDtls', inBatch + details.map((one) => this.#details(one, entry)).join('')) +
      this.text('AddtlNtryInf', entry.info);
    return this.element('Ntry', inside);
  }

  #code(code: NonNullable<CamtEntry['code']>): string {
    if (typeof code === 'string') return this.element('BkTxCd', this.element('Prtry', this.text('Cd', code)));
    const [domain, family, subFamily] = code;
    const inFamily = this.text('Cd', family) + this.text('SubFmlyCd', subFamily);
    return this.element('BkTxCd', this.element('Domn', this.text('Cd', domain) + this.element('Fmly', inFamily)));
  }

  #batch({ messageId, batchId, count }: NonNullable<CamtEntry['batch']>, { amount, currency }: CamtEntry): string {
    const inside =
      this.text('MsgId', messageId) +
      this.text('PmtInfId', batchId) +
      this.text('NbOfTxs', count === undefined ? undefined : String(count)) +
      this.#amount('TtlAmt', amount, currency);
    return this.element('Btch', inside);
  }

  #details(details: CamtDetails, entry: CamtEntry): string {
    const { amount, currency = entry.currency, direction = entry.direction } = details;
    const references =
      this.text('MsgId', details.messageId) +
      this.text('PmtInfId', details.batchId) +
      this.text('InstrId', details.instructionId) +
      this.text('EndToEndId', details.endToEndId) +
      this.text('UETR', details.uetr);
    const told = this.#amount('Amt', amount, currency);
    const isOld = this.#version === '02';
    const parties = this.#party('Dbtr', details.debtor) + this.#party('Cdtr', details.creditor);
    const structured = this.element('CdtrRefInf', this.text('Ref', details.creditorReference));
    const lines = (details.lines ?? []).map((line) => this.text('Ustrd', line)).join('');
    const inside =
      this.element('Refs', references) +
      (isOld || told === '' ? '' : told + this.text('CdtDbtInd', direction)) +
      (isOld ? this.element('AmtDtls', this.element('TxAmt', told)) : '') +
      this.element('RltdPties', parties) +
      this.element('RmtInf', lines + this.element('Strd', structured)) +
      this.element('RtrInf', this.element('Rsn', this.text('Cd', details.returnReason)));
    return this.element('TxDtls', inside);
  }

  #party(name: string, party: CamtParty | undefined): string {
    if (party === undefined) return '';
    const named = this.text('Nm', party.name);
    const isWrapped = this.#version === '08';
    return (
      this.element(name, isWrapped ? this.element('Pty', named) : named) +
      this.element(`${name}Acct`, this.#accountId(party))
    );
  }

  #accountId({ iban, other }: CamtParty): string {
    const asOther = other ?? (this.#style.ibanAsOther ? iban : undefined);
    const inside = asOther === undefined ? this.text('IBAN', iban) : this.element('Othr', this.text('Id', asOther));
    return this.element('Id', inside);
  }
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML writes it: the characters it needs for itself by name, a line end and an e with an accent by number. */
function escaped(text: string): string {
  return text.replaceAll(
    /[&<>"'\ré]/g,
    (mark) => named[mark] ?? `&#${mark === 'é' ? 'x' : ''}${mark.charCodeAt(0).toString(mark === 'é' ? 16 : 10)};`,
  );
}

/** Bytes in pieces of given sizes, in turn, as a network brings them: a piece may end inside a character. */
export async function* inPieces(bytes: Uint8Array, sizes: readonly number[] = [65_536]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
