/**
 * Makes 许可决定书.ofd, the document the demonstration seals: a licence decision of a county that does not exist, set by
 * the rules for official documents (GB/T 9704-2012): A4, type area 156 x 225 mm, 28 characters a line, 22 lines a page.
 * Its font lies in it, so that it looks the same everywhere: `licence-font.otf`, the characters of this page out of
 * `assets/fonts/sealkeeper-serif-sc.otf` (OFL), cut out by fonttools 4.60.1: `pyftsubset … --text="…"
 * --layout-features='' --no-hinting --desubroutinize`. Run: node assets/samples/source/make-ofd-sample.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ZipFile } from 'yazl';
import { setLine, setParagraph, type Line } from './text-setting.ts';

const leftMm = 28;
const topMm = 37;
const widthMm = 156;
/** 22 lines in 225 mm. */
const linePitchMm = 225 / 22;
/** 28 characters of size 3 (16 pt) in 156 mm. */
const bodyEmMm = widthMm / 28;
const size3Mm = 5.644;
const size2Mm = 7.761;

const title = ['青禾县农业农村局', '准予行政许可决定书'];
const number = '青农许准〔2026〕18号';
const addressee = '青禾县丰穗种业有限公司：';
const paragraphs = [
  '你单位于2026年3月2日向本机关提出农作物种子生产经营许可申请，申请材料齐全，符合法定形式，本机关已依法受理。',
  '经审查和现场核查，你单位的申请符合《中华人民共和国种子法》第三十一条、第三十二条和《农作物种子生产经营许可管理办法》规定的条件。根据《中华人民共和国行政许可法》第三十八条第一款的规定，本机关决定准予行政许可，事项如下：',
  '一、许可事项：农作物种子生产经营',
  '二、生产经营范围：水稻、小麦常规种子',
  '三、许可证编号：C（青禾）农种许字（2026）第0006号',
  '四、有效期限：2026年3月20日至2031年3月19日',
  '你单位应当按照许可的范围从事生产经营活动，并接受监督检查。许可事项发生变化的，应当依法申请变更；有效期届满需要延续的，应当在规定期限内提出申请。',
];
const signedBy = '青禾县农业农村局';
const signedOn = '2026年3月20日';

const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const mm = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Objects of the page; identifiers go on from those of the document. */
function pageObjects(): string {
  const objects: string[] = [];
  let id = 10;
  const add = (line: Line, xMm: number, baselineMm: number, sizeMm: number) => {
    id += 1;
    const boundary = [xMm, baselineMm - sizeMm, line.widthMm + sizeMm / 2, sizeMm * 1.4].map(mm).join(' ');
    objects.push(
      `<ofd:TextObject ID="${id}" Boundary="${boundary}" Font="3" Size="${mm(sizeMm)}">` +
        `<ofd:TextCode X="0" Y="${mm(sizeMm)}" DeltaX="${line.advancesMm.map(mm).join(' ')}">${line.text}</ofd:TextCode>` +
        '</ofd:TextObject>',
    );
  };
  const centred = (line: Line) => leftMm + (widthMm - line.widthMm) / 2;

  let baselineMm = topMm + size2Mm;
  for (const text of title) {
    const line = setLine(text, size2Mm * 1.06);
    add(line, centred(line), baselineMm, size2Mm);
    baselineMm += linePitchMm * 1.15;
  }
  const numberLine = setLine(number, bodyEmMm);
  add(numberLine, centred(numberLine), baselineMm, size3Mm);
  baselineMm += linePitchMm * 1.6;

  add(setLine(addressee, bodyEmMm), leftMm, baselineMm, size3Mm);
  baselineMm += linePitchMm;
  for (const paragraph of paragraphs) {
    for (const line of setParagraph(`\u3000\u3000${paragraph}`, bodyEmMm, widthMm)) {
      add(line, leftMm, baselineMm, size3Mm);
      baselineMm += linePitchMm;
    }
  }

  // The date ends four characters before the margin, the office stands centred over it; the seal goes over both.
  const dateLine = setLine(signedOn, bodyEmMm);
  const officeLine = setLine(signedBy, bodyEmMm);
  const dateMm = leftMm + widthMm - 4 * bodyEmMm - dateLine.widthMm;
  baselineMm += linePitchMm * 1.5;
  add(officeLine, dateMm + (dateLine.widthMm - officeLine.widthMm) / 2, baselineMm, size3Mm);
  add(dateLine, dateMm, baselineMm + linePitchMm, size3Mm);
  return objects.join('\n');
}

function files(): Record<string, string> {
  return {
    'OFD.xml':
      `${declaration}<ofd:OFD ${namespace} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>` +
      '<ofd:DocID>5ea1c0de2026032000000000000000a1</ofd:DocID><ofd:Title>准予行政许可决定书</ofd:Title>' +
      '<ofd:Author>青禾县农业农村局</ofd:Author><ofd:CreationDate>2026-03-20</ofd:CreationDate>' +
      '</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>\n',
    'Doc_0/Document.xml':
      `${declaration}<ofd:Document ${namespace}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>` +
      '<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>' +
      '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>\n',
    'Doc_0/PublicRes.xml':
      `${declaration}<ofd:Res ${namespace} BaseLoc="Res"><ofd:Fonts>` +
      '<ofd:Font ID="3" FontName="SealKeeper Serif SC" FamilyName="SealKeeper Serif SC">' +
      '<ofd:FontFile>font_3.otf</ofd:FontFile></ofd:Font>' +
      '</ofd:Fonts></ofd:Res>\n',
    'Doc_0/Pages/Page_0/Content.xml':
      `${declaration}<ofd:Page ${namespace}><ofd:Content><ofd:Layer ID="2" Type="Body">\n${pageObjects()}\n` +
      '</ofd:Layer></ofd:Content></ofd:Page>\n',
  };
}

/** @returns the package; the same on every machine */
export async function makeOfdSample(): Promise<Uint8Array> {
  const zip = new ZipFile();
  // Written by the fields of local time, so that every zone gives the same bytes.
  const mtime = new Date(2026, 2, 20, 9, 0, 0);
  const content = Object.entries(files()).map(([path, text]) => [path, Buffer.from(text, 'utf8')] as const);
  const font = readFileSync(new URL('licence-font.otf', import.meta.url));
  for (const [path, bytes] of [...content, ['Doc_0/Res/font_3.otf', font] as const]) {
    zip.addBuffer(bytes, path, { mtime, mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  return buffer(zip.outputStream);
}

if (import.meta.main) {
  writeFileSync(fileURLToPath(new URL('../许可决定书.ofd', import.meta.url)), await makeOfdSample());
}
