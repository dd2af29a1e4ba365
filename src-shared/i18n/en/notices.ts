import type { Translated } from '../translated.ts';
import type { zhCnNotices } from '../zh-cn/notices.ts';

export const enNotices: Translated<typeof zhCnNotices> = {
  'compatible-signature':
    'Compatible signature: the seal is shown and its certificate signs, but the file carries no electronic seal.',
  'active-content': 'The file has scripts, launch actions or a dynamic form and may change by itself.',
  'embedded-files': 'The file carries attachments, which no page shows.',
  'several-documents': 'This OFD package holds several documents; only the first is handled.',
  'kept-fields-only': 'Earlier signatures let one seal stand inside an empty signature field of the file.',
  'usage-rights':
    'The file carries usage rights for Adobe Reader (UR3), which lapse when it is stamped; they are nobody’s signature.',
  'head-unread': 'The text of the first page could not be read; look for a mark of secrecy yourself.',
  'extension-differs': 'The file name has another extension than its format; the format counts.',
  'same-document-submitted': 'The same file was put before the same seal a short while ago: is this a duplicate?',
};
