import { SaxesParser } from 'saxes';
import { shown, unreadable } from './unreadable.ts';

/** What is told of an XML file, in its order. Names are local names: a prefix before a colon is left out. */
export interface XmlListener {
  /** `attributes` have their names as the file writes them; they have no prototype. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(): void;
}

const DEPTH_MAX = 64;
const ATTRIBUTES_MAX = 1000;
const LENGTH_MAX = 64 * 1024;

/**
 * Reads XML that may be hostile, as it comes in. What it keeps is bounded, whatever the file: no document type, no
 * entities but the five, 64 levels, 1,000 attributes an element, 64 KB for any one text, name or comment.
 *
 * Refuses with UNREADABLE_STATEMENT what is beyond that and what is not well-formed.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  readonly #listener: XmlListener;
  #depth = 0;
  #textLength = 0;
  #begun = false;
  #linesBefore = 0;
  // Characters since the parser last told something: what it holds back is never longer.
  #silent = 0;

  constructor(listener: XmlListener) {
    this.#listener = listener;
    const parser = this.#parser;
    // Seven listeners and not one more: with the eighth, V8 keeps the parser's fields in a hash table, and it takes five
    // times as long for everything.
    parser.on('error', ({ message }) =>
      this.#refuse(`This is not well-formed XML: ${shown(message.replace(/\.$/, ''))}.`),
    );
    parser.on('doctype', () => this.#refuse('The XML has a document type (DOCTYPE), which no bank file needs.'));
    parser.on('opentag', (tag) => this.#open(tag.name, tag.attributes));
    parser.on('closetag', () => this.#close());
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('comment', () => {
      this.#silent = 0;
    });
  }

  /** The line that was come to, from 1. */
  get line(): number {
    return this.#linesBefore + this.#parser.line;
  }

  /** Reads on. A piece is not longer than 64 KB. */
  write(piece: string): void {
    const text = this.#begun ? piece : this.#withoutStart(piece);
    if (text === '') return;
    this.#parser.write(text);
    this.#silent += text.length;
    if (this.#silent > 2 * LENGTH_MAX) this.#refuseLength();
  }

  /** Says that the file ends here. */
  end(): void {
    this.#parser.close();
  }

  /** Some banks begin their files with empty lines, which XML does not allow before its declaration. */
  #withoutStart(piece: string): string {
    const text = piece.trimStart();
    this.#linesBefore += piece.slice(0, piece.length - text.length).split('\n').length - 1;
    this.#begun = text !== '';
    return text;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#silent = 0;
    this.#textLength = 0;
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) this.#refuse(`The XML has elements in more than ${DEPTH_MAX} levels.`);
    this.#checkAttributes(attributes);
    this.#listener.open(name.slice(name.indexOf(':') + 1), attributes);
  }

  #close(): void {
    this.#silent = 0;
    this.#textLength = 0;
    this.#depth -= 1;
    this.#listener.close();
  }

  #text(text: string): void {
    this.#silent = 0;
    this.#textLength += text.length;
    if (this.#textLength > LENGTH_MAX) this.#refuseLength();
    this.#listener.text(text);
  }

  #checkAttributes(attributes: Readonly<Record<string, string>>): void {
    let count = 0;
    let length = 0;
    for (const name in attributes) {
      count += 1;
      length += name.length + (attributes[name]?.length ?? 0);
    }
    if (count > ATTRIBUTES_MAX) this.#refuse(`An element has more than ${ATTRIBUTES_MAX} attributes.`);
    if (length > LENGTH_MAX) this.#refuseLength();
  }

  #refuseLength(): never {
    return this.#refuse(`A text of the XML is longer than ${LENGTH_MAX.toLocaleString('en')} characters.`);
  }

  #refuse(sentence: string): never {
    throw unreadable(sentence, { line: this.line });
  }
}
