import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFee } from './fee-rules.ts';

test('what a bank takes for itself is known by its code alone', () => {
  for (const code of ['ACMT/MDOP/CHRG', 'PMNT/ICDT/FEES', 'NCHG', 'nchg', 'ACMT/MDOP/INTR']) assert(isFee(code), code);
  for (const code of [null, '', 'PMNT/ICDT/ESCT', 'CHRG/ICDT/ESCT', 'MSC']) assert(!isFee(code), String(code));
});
