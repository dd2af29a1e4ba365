/** A line of text that a file has gained or lost. */
export interface TextChange {
  readonly kind: 'added' | 'removed';
  /** 1-based, of the file the line stands in. */
  readonly page: number;
  readonly text: string;
}

export interface TextChanges {
  /**
   * `whole`: everything was compared; `first-pages`: a long file in part; `no-text`: neither file carries text, as when
   * it was scanned; `too-much`: so much differs that lines say nothing; `unread`: the text of one cannot be read;
   * `same`: both are the same bytes.
   */
  readonly state: 'whole' | 'first-pages' | 'no-text' | 'too-much' | 'unread' | 'same';
  readonly changes: readonly TextChange[];
}

/** Fields of a request that are laid side by side; `pages` and `digest` are facts of the file. */
export const comparedFields = [
  'seal',
  'places',
  'copies',
  'reason',
  'dept',
  'title',
  'number',
  'type',
  'category',
  'remark',
  'pages',
] as const;

export interface FieldChange {
  readonly field: (typeof comparedFields)[number];
  /** Null where there was nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between a request and the one it takes the place of. */
export interface RequestChanges {
  readonly former: { readonly requestId: string; readonly approvalId: string; readonly submittedAt: string };
  /** With what words the former one was returned; null where nobody returned it. */
  readonly returned: { readonly name: string; readonly opinion: string } | null;
  readonly fields: readonly FieldChange[];
  readonly text: TextChanges;
}
