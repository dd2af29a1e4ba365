/** Set-up cannot go on, and a person must do something. Said in Chinese first, then in English. */
export class SetupRefusal extends Error {
  readonly details: string;

  constructor(chinese: string, english: string, details = '') {
    super(`${chinese}\n${english}`);
    this.name = 'SetupRefusal';
    this.details = details;
  }
}
