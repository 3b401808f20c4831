import { randomUUID } from 'node:crypto';
import { makeIban } from '../src/foundation/iban.ts';

/** A line of a statement for tests. */
export interface Line {
  readonly amount: string;
  readonly direction?: 'credit' | 'debit';
  readonly bookedOn?: string;
  readonly bankReference?: string;
  readonly endToEndId?: string;
  readonly remittance?: string;
  readonly name?: string;
  readonly iban?: string;
  /** Such as PMNT/RCDT/ESCT. */
  readonly code?: string;
  readonly returnReason?: string;
}

/** A statement for tests. */
export interface StatementWish {
  readonly iban: string;
  readonly currency?: string;
  readonly id?: string;
  readonly sequence?: number;
  readonly opening?: string;
  readonly closing?: string;
  readonly day?: string;
  readonly lines: readonly Line[];
}

/** Today, as banks write days. */
export const today = (): string => new Date().toISOString().slice(0, 10);

const tag = (name: string, text: string | number | undefined): string =>
  text === undefined ? '' : `<${name}>${text}</${name}>`;

/** A camt.053 file with one statement, as a bank would write it. */
export function camtFile(...statements: readonly StatementWish[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>${randomUUID()}</MsgId><CreDtTm>${new Date().toISOString()}</CreDtTm></GrpHdr>
${statements.map(statementXml).join('\n')}
</BkToCstmrStmt></Document>`;
}

function statementXml({ iban, currency = 'AED', id, sequence, opening, closing, day = today(), lines }: StatementWish) {
  const balance = (code: string, text: string | undefined): string =>
    text === undefined
      ? ''
      : `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${text}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
  return `<Stmt>${tag('Id', id)}${tag('ElctrncSeqNb', sequence)}
<FrToDt><FrDtTm>${day}T00:00:00</FrDtTm><ToDtTm>${day}T23:59:59</ToDtTm></FrToDt>
<Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', opening)}${balance('CLBD', closing)}
${lines.map((line) => entryXml(line, currency, day)).join('\n')}</Stmt>`;
}

function entryXml(line: Line, currency: string, day: string): string {
  const {
    amount,
    direction = 'credit',
    bookedOn = day,
    bankReference,
    endToEndId,
    remittance,
    name,
    iban,
    code,
  } = line;
  const [domain, family, subFamily] = (code ?? 'PMNT/RCDT/ESCT').split('/');
  const party = direction === 'credit' ? 'Dbtr' : 'Cdtr';
  const parties =
    name === undefined && iban === undefined
      ? ''
      : `<RltdPties><${party}><Pty>${tag('Nm', name)}</Pty></${party}>${
          iban === undefined ? '' : `<${party}Acct><Id><IBAN>${iban}</IBAN></Id></${party}Acct>`
        }</RltdPties>`;
  const returned = line.returnReason === undefined ? '' : `<RtrInf><Rsn><Cd>${line.returnReason}</Cd></Rsn></RtrInf>`;
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction === 'credit' ? 'CRDT' : 'DBIT'}</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${bookedOn}</Dt></BookgDt>${tag('AcctSvcrRef', bankReference)}
<BkTxCd><Domn><Cd>${domain}</Cd><Fmly><Cd>${family}</Cd><SubFmlyCd>${subFamily}</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls>${endToEndId === undefined ? '' : `<Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>`}
${parties}${remittance === undefined ? '' : `<RmtInf><Ustrd>${remittance}</Ustrd></RmtInf>`}${returned}</TxDtls></NtryDtls></Ntry>`;
}

/** An IBAN that is nobody's payout account. */
export const strangerIban = makeIban('AE', '0330000000000000042');
