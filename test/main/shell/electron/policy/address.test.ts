import { describe, expect, it } from 'vitest';
import { mayNavigate, placeOf } from '#main/shell/electron/policy/address.ts';

describe('an address of the window', () => {
  it('leads to the station for resources, whatever the method', () => {
    expect(placeOf('sealkeeper://app/resource/document/1/original', 'GET')).toEqual({ kind: 'resource' });
    expect(placeOf('sealkeeper://app/resource/upload?name=a.pdf', 'PUT')).toEqual({ kind: 'resource' });
  });

  it('leads to the built screen otherwise, for reading alone', () => {
    expect(placeOf('sealkeeper://app/', 'GET')).toEqual({ kind: 'file', pathname: '/' });
    expect(placeOf('sealkeeper://app/assets/a.js', 'HEAD')).toEqual({ kind: 'file', pathname: '/assets/a.js' });
    expect(placeOf('sealkeeper://app/assets/a.js', 'POST')).toEqual({ kind: 'refused', status: 405 });
  });

  it.each([
    'sealkeeper://other/resource/document/1/original',
    'sealkeeper://app:8080/',
    'sealkeeper://somebody@app/',
    'https://app/',
    'file:///etc/passwd',
    'no address',
  ])('refuses %s', (address) => {
    expect(placeOf(address, 'GET')).toEqual({ kind: 'refused', status: 400 });
  });

  it('does not become a resource by climbing', () => {
    const place = placeOf('sealkeeper://app/assets/../resource/../../index.html', 'GET');
    expect(place).toEqual({ kind: 'file', pathname: '/index.html' });
  });
});

describe('navigation', () => {
  it.each(['sealkeeper://app/', 'sealkeeper://app/#/desk'])('lets the window load %s', (address) => {
    expect(mayNavigate(address)).toBe(true);
  });

  it.each([
    'https://example.org/',
    'sealkeeper://app/resource/document/1/original',
    'sealkeeper://app/index.html',
    'sealkeeper://app.example.org/',
    'sealkeeper://app/?x',
    'blob:sealkeeper://app/1',
    'data:text/html,x',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'about:blank',
    '',
  ])('stops %s', (address) => {
    expect(mayNavigate(address)).toBe(false);
  });
});
