import { type FileEdits } from '#test/support/ofd-editor.ts';
import { edited, paths } from './ofd-base.ts';

export const inPage = (from: string | RegExp, to: string): FileEdits => ({
  [paths.page]: (text) => text.replace(from, to),
});

export const xml = (change: (text: string) => string, path: string = paths.signature) => edited({ [path]: change });
