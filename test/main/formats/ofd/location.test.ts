import { describe, expect, it } from 'vitest';
import { indexFiles, resolveLocation } from '#main/formats/ofd/location.ts';
import { refusalOf } from '#test/support/refusals.ts';

const files = indexFiles(['/OFD.xml', '/Doc_0/Document.xml', '/Doc_0/Pages/Page_0/Content.xml', '/Doc_0/Res/a b.png']);
const resolve = (location: string, folder = '/Doc_0') =>
  resolveLocation(location, folder, files, '/Doc_0/Document.xml');

describe('location in a package', () => {
  it.each([
    ['relative to the folder of its file', 'Pages/Page_0/Content.xml', '/Doc_0/Pages/Page_0/Content.xml', 'exact'],
    ['from the root', '/Doc_0/Document.xml', '/Doc_0/Document.xml', 'exact'],
    ['with dots', './Pages/../Document.xml', '/Doc_0/Document.xml', 'exact'],
    ['with spaces around and inside', ' Res/a b.png\n', '/Doc_0/Res/a b.png', 'exact'],
    ['with back-slashes', 'Pages\\Page_0\\Content.xml', '/Doc_0/Pages/Page_0/Content.xml', 'backslash'],
    ['in other letter case', 'pages/page_0/content.XML', '/Doc_0/Pages/Page_0/Content.xml', 'case'],
    ['from the root without saying so', 'Doc_0/Res/a b.png', '/Doc_0/Res/a b.png', 'from-root'],
    ['from the folder although it says root', '/Res/a b.png', '/Doc_0/Res/a b.png', 'from-folder'],
    ['of a missing file', 'Nothing.xml', '/Doc_0/Nothing.xml', 'missing'],
  ])('reads one %s', (_, location, path, reading) => {
    expect(resolve(location)).toEqual({ path, reading });
  });

  it('never decodes percent signs (ATK-18)', () => {
    expect(resolve('Pages/Page_0/Content%2Exml')).toEqual({
      path: '/Doc_0/Pages/Page_0/Content%2Exml',
      reading: 'missing',
    });
  });

  it.each(['../../etc/passwd', '/../x', 'Pages/../../../x', '..\\..\\x'])(
    'refuses %s, which leaves the package (ATK-18)',
    async (location) => {
      expect(await refusalOf(() => resolve(location))).toBe('DOC_HOSTILE path-escapes');
    },
  );
});
