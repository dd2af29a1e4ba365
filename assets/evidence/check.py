#!/usr/bin/env python3
"""Checks an evidence package of SealKeeper (守印) without SealKeeper: with Python 3 and OpenSSL 3 alone.

    python3 check.py            in the folder the package was unpacked to

Written from docs/formats/ledger.md of the project, and from nothing else of it. Exit status 0: everything holds.
"""
import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SPKI = bytes.fromhex('3059301306072a8648ce3d020106082a811ccf5501822d034200')
faults = []


def told(ok, words):
    print(('相符  ' if ok else '不符  ') + words)
    if not ok:
        faults.append(words)


def sm3(data):
    return hashlib.new('sm3', data).digest()


def node(left, right):
    return sm3(b'\x01' + left + right)


def root_from(leaf, index, size, path):
    """RFC 9162 section 2.1.3.2, with SM3."""
    at, last, result = index, size - 1, leaf
    for step in path:
        if last == 0:
            return None
        if at % 2 == 1 or at == last:
            result = node(step, result)
            while at % 2 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            result = node(result, step)
        at, last = at >> 1, last >> 1
    return result if last == 0 else None


def der_integer(value):
    raw = value.lstrip(b'\x00') or b'\x00'
    raw = b'\x00' + raw if raw[0] & 0x80 else raw
    return b'\x02' + bytes([len(raw)]) + raw


def sm2_holds(spki, message, rs):
    body = der_integer(rs[:32]) + der_integer(rs[32:])
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        (at / 'key.der').write_bytes(spki)
        (at / 'message').write_bytes(message)
        (at / 'signature').write_bytes(b'\x30' + bytes([len(body)]) + body)
        asked = ['openssl', 'pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', str(at / 'key.der'), '-rawin',
                 '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-in', str(at / 'message'),
                 '-sigfile', str(at / 'signature')]
        return subprocess.run(asked, capture_output=True).returncode == 0


def spki_of(certificate):
    pem = subprocess.run(['openssl', 'x509', '-inform', 'DER', '-pubkey', '-noout'], input=certificate,
                         capture_output=True, check=True).stdout
    return base64.b64decode(b''.join(pem.split(b'\n')[1:-2]))


def canonical(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode('utf-16-be'))
        return '{' + ','.join(json.dumps(key, ensure_ascii=False) + ':' + canonical(value[key]) for key in keys) + '}'
    if isinstance(value, list):
        return '[' + ','.join(canonical(item) for item in value) + ']'
    return json.dumps(value, ensure_ascii=False)


def main():
    proof = json.loads((HERE / 'proof.json').read_text('utf-8'))
    key = bytes.fromhex(proof['publicKey'])
    note = (HERE / 'checkpoint.txt').read_text('utf-8')
    text, _, signature = note.partition('\n\n')
    origin, size, root = text.split('\n')[:3]
    told(origin == 'sealkeeper/ledger/v1/' + proof['station'], '检查点属于工作站 ' + proof['station'])
    signed = base64.b64decode(signature.strip().split(' ')[-1])
    key_id = sm3(origin.encode() + b'\n\xffsm2-sm3' + key)[:4]
    told(signed[:4] == key_id and sm2_holds(SPKI + key, (text + '\n').encode(), signed[4:]), '检查点的签名（工作站机器密钥）')
    root = base64.b64decode(root)
    receipt = json.loads((HERE / 'receipt.json').read_text('utf-8')) if (HERE / 'receipt.json').exists() else None
    for leaf in proof['leaves']:
        data = (HERE / leaf['file']).read_bytes()
        record = json.loads(data)
        told(record['index'] == leaf['index'] and record['station'] == proof['station'],
             '%s 是第 %d 项' % (leaf['file'], leaf['index']))
        hashed = sm3(b'\x00' + data)
        path = [bytes.fromhex(item) for item in leaf['path']]
        told(root_from(hashed, leaf['index'], int(size), path) == root, '%s 在登记簿中（检查点之下）' % leaf['file'])
        if receipt and leaf['receiptPath'] is not None:
            statement = receipt['statement']
            path = [bytes.fromhex(item) for item in leaf['receiptPath']]
            held = root_from(hashed, leaf['index'], statement['ledgerSize'], path)
            told(held is not None and held.hex() == statement['root'], '%s 在登记中心回执之下' % leaf['file'])
    if receipt:
        message = b'sealkeeper/receipt/v1\n' + canonical(receipt['statement']).encode()
        certificate = base64.b64decode(receipt['certificate'])
        told(sm2_holds(spki_of(certificate), message, base64.b64decode(receipt['signature'])),
             '登记中心回执第 %d 号的签名' % receipt['statement']['number'])
        print('      回执证书的 SHA-256 指纹（请与登记中心公布的核对）：' + hashlib.sha256(certificate).hexdigest())
    else:
        print('说明  没有登记中心的回执：登记还没有上报，或者回执还没有取得。')
    for decision in json.loads((HERE / 'decisions.json').read_text('utf-8')):
        certificate = base64.b64decode(decision['certificate'])
        told(sm2_holds(spki_of(certificate), decision['statement'].encode(), base64.b64decode(decision['signature'])),
             '%s 的决定（%s）的签名' % (decision['name'], decision['decision']))
    print('结论  ' + ('全部相符。' if not faults else '有 %d 处不符，不能作为证据。' % len(faults)))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
