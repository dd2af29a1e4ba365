#!/usr/bin/env python3
"""Writes ../ledger-*.json: a second, separate implementation of docs/formats/ledger.md.

Nothing of the product is used: SM3 and SM2 come from OpenSSL (hashlib and the openssl program), the tree is computed
from its recursive definition in RFC 6962 section 2.1, canonical JSON from RFC 8785. Needs OpenSSL 3.

    python3 test/vectors/source/ledger_vectors.py

SM2 signatures are random, so a new run changes the signatures and nothing else.
"""
import base64
import hashlib
import json
import pathlib
import subprocess
import tempfile

OUT = pathlib.Path(__file__).resolve().parent.parent
HERE = pathlib.Path(__file__).resolve().parent
SOURCE = 'docs/formats/ledger.md version 1; RFC 6962 2.1, RFC 8785, GB/T 32905, GB/T 32918; made by ' \
    'test/vectors/source/ledger_vectors.py with Python and OpenSSL'


def sm3(data: bytes) -> bytes:
    return hashlib.new('sm3', data).digest()


def canonical(value) -> str:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode('utf-16-be'))
        return '{' + ','.join(canonical(key) + ':' + canonical(value[key]) for key in keys) + '}'
    if isinstance(value, list):
        return '[' + ','.join(canonical(item) for item in value) + ']'
    return json.dumps(value, ensure_ascii=False)


def mth(leaves):
    if not leaves:
        return sm3(b'')
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sm3(b'\x01' + mth(leaves[:k]) + mth(leaves[k:]))


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def path(m, leaves):
    n = len(leaves)
    if n == 1:
        return []
    k = split(n)
    if m < k:
        return path(m, leaves[:k]) + [mth(leaves[k:])]
    return path(m - k, leaves[k:]) + [mth(leaves[:k])]


def subproof(m, leaves, whole):
    n = len(leaves)
    if m == n:
        return [] if whole else [mth(leaves)]
    k = split(n)
    if m <= k:
        return subproof(m, leaves[:k], whole) + [mth(leaves[k:])]
    return subproof(m - k, leaves[k:], False) + [mth(leaves[:k])]


def hexes(values):
    return [value.hex() for value in values]


def tree_of(leaves):
    n = len(leaves)
    return {
        'leafHashes': hexes(leaves),
        'roots': hexes(mth(leaves[:size]) for size in range(n + 1)),
        'inclusion': [{'index': m, 'size': s, 'proof': hexes(path(m, leaves[:s]))}
                      for s in range(1, n + 1) for m in range(s)],
        'consistency': [{'old': m, 'new': s, 'proof': hexes(subproof(m, leaves[:s], True))}
                        for s in range(1, n + 1) for m in range(1, s + 1)],
    }


def der_to_rs(der: bytes) -> bytes:
    at, numbers = 2, b''
    for _ in range(2):
        length = der[at + 1]
        numbers += int.from_bytes(der[at + 2:at + 2 + length], 'big').to_bytes(32, 'big')
        at += 2 + length
    return numbers


def openssl(*args, data=None):
    return subprocess.run(['openssl', *args], input=data, capture_output=True, check=True).stdout


def sign(key_file: str, tbs: bytes) -> bytes:
    with tempfile.NamedTemporaryFile() as message:
        message.write(tbs)
        message.flush()
        return der_to_rs(openssl('pkeyutl', '-sign', '-inkey', key_file, '-rawin', '-digest', 'sm3',
                                 '-pkeyopt', 'distid:1234567812345678', '-in', message.name))


def checkpoint(station, size, root, at, key_file, public_key):
    origin = f'sealkeeper/ledger/v1/{station}'
    body = f'{origin}\n{size}\n{base64.b64encode(root).decode()}\nat {at}\n'
    key_id = sm3(f'{origin}\n'.encode() + b'\xff' + b'sm2-sm3' + public_key)[:4]
    signature = sign(key_file, body.encode())
    note = f'{body}\n— {origin} {base64.b64encode(key_id + signature).decode()}\n'
    return {'size': size, 'root': root.hex(), 'at': at, 'text': body, 'keyId': key_id.hex(), 'note': note}


def write(name, content):
    (OUT / name).write_text(json.dumps({'source': SOURCE, **content}, ensure_ascii=False, indent=1) + '\n')


def main():
    values = [
        None, True, False, 0, -1, 9007199254740991, 0.5, -12.25, '', '用印登记簿', [], {}, [1, [2, []]],
        {'b': 1, 'a': {'z': None, 'y': [True]}}, {'€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😂': 5, '\x80': 6, 'ö': 7},
        '\x00\x01\b\t\n\f\r"\\/\x1f\x7f\u2028', '〔2026〕63号', {'': ''}, {'constructor': 1, '__proto__x': 2},
    ]
    write('ledger-canonical.json', {'cases': [
        {'json': json.dumps(value), 'canonical': canonical(value), 'sm3': sm3(canonical(value).encode()).hex()}
        for value in values]})

    leaves = [sm3(b'\x00' + f'leaf {n}'.encode()) for n in range(17)]
    write('ledger-tree.json', {'leaves': [f'leaf {n}' for n in range(17)], **tree_of(leaves)})

    records = json.loads((HERE / 'ledger-records.json').read_text())
    texts = [canonical(record) for record in records]
    leaves = [sm3(b'\x00' + text.encode()) for text in texts]
    key_file = str(HERE / 'ledger-test-machine-key.pem')
    public_key = openssl('pkey', '-in', key_file, '-pubout', '-outform', 'DER')[-65:]
    station = records[0]['station']
    write('ledger-example.json', {
        'publicKey': public_key.hex(), 'station': station, 'records': texts, **tree_of(leaves),
        'checkpoints': [checkpoint(station, n + 1, mth(leaves[:n + 1]), records[n]['at'], key_file, public_key)
                        for n in range(len(leaves))]})


main()
