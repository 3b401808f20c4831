/** What XML cannot carry as it is: marks of its own, and characters that no XML document may have. */
const special = /[&<>"'\r]|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

/** A text as XML carries it; each character that it may not carry becomes U+FFFD, so that the length stays. */
export function escapeXml(text: string): string {
  return text.replaceAll(special, (character) => marks[character] ?? '\ufffd');
}

/** An element around XML. */
export function element(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

/** An element around a text; nothing for a text that is missing or blank, because no element may be empty. */
export function textElement(name: string, text: string | null): string {
  return text === null || text.trim() === '' ? '' : `<${name}>${escapeXml(text)}</${name}>`;
}
