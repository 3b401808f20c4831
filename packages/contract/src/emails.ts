/** The form of an e-mail address that somebody can sign in with: the usual letters of RFC 5321, and a domain with a dot. */
export const emailPattern =
  "^(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\\.)+[A-Za-z]{2,}$";
/** The longest address there is (RFC 5321, erratum 1690). */
export const EMAIL_MAX = 254;

const form = new RegExp(emailPattern);

/** Is it an e-mail address that somebody can sign in with? */
export function isEmail(text: string): boolean {
  return text.length <= EMAIL_MAX && form.test(text);
}
