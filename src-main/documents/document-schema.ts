import type { Migration } from '#main/storage/migrations.ts';

export interface DocumentSchema {
  documents: {
    document_id: string;
    file_name: string;
    format: 'PDF' | 'OFD';
    size: number;
    pages: number;
    sm3: string;
    sha256: string;
    signatures: number;
    notices: string;
    stored_name: string;
    imported_by: string;
    imported_at: string;
  };
}

export const documentMigrations: readonly Migration[] = [
  {
    number: 201,
    name: 'documents kept as they were submitted',
    sql: `
      CREATE TABLE documents (
        document_id TEXT PRIMARY KEY,
        file_name TEXT NOT NULL,
        format TEXT NOT NULL CHECK (format IN ('PDF', 'OFD')),
        size INTEGER NOT NULL,
        pages INTEGER NOT NULL,
        sm3 TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        signatures INTEGER NOT NULL,
        notices TEXT NOT NULL,
        stored_name TEXT NOT NULL,
        imported_by TEXT NOT NULL,
        imported_at TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER documents_are_not_edited BEFORE UPDATE ON documents
        BEGIN SELECT RAISE(ABORT, 'documents are kept as they came'); END;
    `,
  },
];
