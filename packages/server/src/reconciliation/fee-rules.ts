// ISO 20022 sub-families of charges, commissions, taxes and interest, and the words of older formats for them.
const FEES = new Set('CHRG FEES COMM COME COMI COMT TAXE INTR NCHG FCHG NCOM NINT CHG COM INT'.split(' '));

/** Does the bank say, by the kind of the booking, that it took this for itself? */
export function isFee(bankCode: string | null): boolean {
  const last = bankCode?.split('/').at(-1)?.trim().toUpperCase();
  return last !== undefined && FEES.has(last);
}
