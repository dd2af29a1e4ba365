/** The three parts of an error a person reads. Placeholders are named: `{{name}}`. */
export interface ErrorWords {
  /** What happened. */
  readonly what: string;
  /** Why, as far as it is known. */
  readonly why: string;
  /** What the person can do now. */
  readonly next: string;
}
