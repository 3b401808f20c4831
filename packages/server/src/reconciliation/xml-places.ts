import type { XmlListener } from './xml-reader.ts';

/** An element that somebody wants to hear of, by its place in the file, and the ones below it. */
export interface Place<S> {
  readonly below: ReadonlyMap<string, Place<S>>;
  readonly opened?: (state: S, attributes: Readonly<Record<string, string>>) => void;
  /** Told the element's own text when it closes. Not asked for where it is absent, which is cheaper. */
  readonly text?: (state: S, text: string) => void;
  readonly closed?: (state: S) => void;
}

type Below<S> = Readonly<Record<string, Place<S>>>;

/** A place with places below it. */
export function place<S>(below: Below<S>, ends: Omit<Place<S>, 'below'> = {}): Place<S> {
  return { below: new Map(Object.entries(below)), ...ends };
}

/** A place of which only the text matters. */
export function leaf<S>(text: (state: S, text: string) => void): Place<S> {
  return { below: new Map(), text };
}

/**
 * Walks through XML along known places. What is at no such place is passed over with everything in it, so a file may
 * have what we have never heard of. The roots are looked for at any depth: some banks wrap their messages.
 */
export class PlaceWalker<S> implements XmlListener {
  readonly #state: S;
  readonly #roots: ReadonlyMap<string, Place<S>>;
  readonly #stack: Place<S>[] = [];
  #place: Place<S> | undefined;
  #wantsText = false;
  #text = '';
  // How many elements deep we are in something unknown.
  #unknown = 0;

  constructor(state: S, roots: Below<S>) {
    this.#state = state;
    this.#roots = new Map(Object.entries(roots));
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#unknown > 0) {
      this.#unknown += 1;
      return;
    }
    const next = (this.#place === undefined ? this.#roots : this.#place.below).get(name);
    if (next === undefined) {
      if (this.#place !== undefined) this.#unknown = 1;
      return;
    }
    this.#stack.push(next);
    this.#enter(next);
    next.opened?.(this.#state, attributes);
  }

  text(text: string): void {
    if (this.#wantsText && this.#unknown === 0) this.#text = this.#text === '' ? text : this.#text + text;
  }

  close(): void {
    if (this.#unknown > 0) {
      this.#unknown -= 1;
      return;
    }
    const here = this.#place;
    if (here === undefined) return;
    if (here.text !== undefined && this.#text !== '') here.text(this.#state, this.#text);
    here.closed?.(this.#state);
    this.#stack.pop();
    this.#enter(this.#stack.at(-1));
  }

  #enter(next: Place<S> | undefined): void {
    this.#place = next;
    this.#wantsText = next?.text !== undefined;
    this.#text = '';
  }
}
