import { describe, expect, it } from 'vitest';
import { safeSvg } from '#main/formats/ofd/draw/svg-picture.ts';

const xmlns = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const svg = (content: string, attributes = 'viewBox="0 0 100 100"') =>
  safeSvg(Buffer.from(`<svg ${xmlns} ${attributes}>${content}</svg>`));

const inner = (content: string) => safeSvg(Buffer.from(content));

describe('an SVG image', () => {
  it('keeps shapes, text, gradients and clips of its own', () => {
    const content =
      '<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"></stop></linearGradient></defs>' +
      '<circle cx="50" cy="50" r="40" fill="url(#g)"></circle><text x="1" y="2">公章</text>';
    const safe = svg(content);
    expect(safe).toMatchObject({ leftOut: [] });
    expect(safe?.svg).toContain(content);
  });

  it('fills the place of its picture, whatever its size was', () => {
    expect(svg('', 'width="40mm" height="30mm"')?.svg).toContain('viewBox="0 0 40 30" preserveAspectRatio="none"');
    expect(svg('', '')).toBeNull();
  });

  it('takes over what a style says, and nothing that it fetches', () => {
    const safe = svg('<rect width="1" height="1" style="fill:#c00;stroke:url(http://x/a)"/>');
    expect(safe?.svg).toContain('fill="#c00"');
    expect(safe?.svg).not.toContain('stroke');
    expect(safe?.leftOut).toEqual(['style']);
  });
});

describe('a hostile SVG image', () => {
  it.each([
    ['script', '<script>alert(1)</script>'],
    ['foreignObject', '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">x</div></foreignObject>'],
    ['image', '<image href="http://x/a.png"/>'],
    ['animate', '<rect><animate attributeName="href"/></rect>'],
    ['style', '<style>@import url(http://x)</style>'],
    ['a', '<a href="javascript:x"><rect/></a>'],
    ['filter', '<filter id="f"><feImage href="http://x"/></filter>'],
    ['script ', '<h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script>'],
  ])('loses %s, which is named (ATK-24)', (name, content) => {
    const safe = svg(`${content}<circle r="3"/>`);
    expect(safe?.leftOut).toContain(name);
    expect(safe?.svg).not.toMatch(/http:\/\/x|javascript|alert|import/);
    expect(safe?.svg).toContain('<circle r="3">');
  });

  it('loses handlers and addresses that lead outside (ATK-24)', () => {
    const safe = svg(
      '<use xlink:href="http://x/a.svg#b"/><rect onload="x()" fill="url(http://x)" href="data:x"/>',
      'width="9" height="9" onload="x()"',
    );
    expect(safe?.svg).not.toMatch(/onload|http:\/\/x|data:/);
  });

  it('is not drawn with a DOCTYPE, broken, too deep or too long (ATK-24)', () => {
    expect(inner(`<!DOCTYPE svg [<!ENTITY a "b">]><svg ${xmlns} width="1" height="1">&a;</svg>`)).toBeNull();
    expect(inner(`<svg ${xmlns} width="1" height="1"><g></svg>`)).toBeNull();
    expect(inner('<svg width="1" height="1"/>')).toBeNull();
    expect(svg('<g>'.repeat(70) + '</g>'.repeat(70))).toBeNull();
    expect(svg('<g/>'.repeat(20_001))).toBeNull();
  });

  it('repeats nothing that repeats others, and no more than the bounds allow (ATK-24)', () => {
    const nested = svg('<g id="a"><rect/></g><g id="b"><use href="#a"/></g><use href="#b"/>');
    expect(nested?.svg.match(/<use/g)).toHaveLength(1);
    expect(nested?.leftOut).toEqual(['use']);
    const many = svg(`<g id="a">${'<rect/>'.repeat(200)}</g>${'<use href="#a"/>'.repeat(200)}`);
    expect(many?.svg.match(/<use/g)?.length).toBeLessThan(101);
  });
});
