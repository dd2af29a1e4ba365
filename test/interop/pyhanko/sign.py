"""Signs PDF files with a P-256 key made for the occasion, one after the other in one warm process.

  sign.py OUT WARM ROUNDS FILE...

Each round signs and then validates every file, with pyHanko's difference analysis on. One JSON line a file: the
milliseconds of each of ROUNDS rounds, after WARM rounds that are not counted. The last result stays in OUT under the
name of the file.
"""
import datetime
import io
import json
import logging
import os
import sys
import time

from asn1crypto import keys, x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

logging.disable(logging.CRITICAL)


def make_signer(kind="ec"):
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    name = cx509.Name([cx509.NameAttribute(NameOID.COMMON_NAME, "peer")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        cx509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365))
        .add_extension(cx509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            cx509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    key_der = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(key_der),
        cert_registry=SimpleCertificateStore(),
    )


def sign(signer, source, target):
    with open(source, "rb") as handle:
        writer = IncrementalPdfFileWriter(handle, strict=False)
        metadata = signers.PdfSignatureMetadata(field_name="Peer", md_algorithm="sha256")
        field = fields.SigFieldSpec("Peer", box=(60, 60, 170, 170), on_page=0)
        with open(target, "wb") as out:
            signers.PdfSigner(metadata, signer=signer, new_field_spec=field).sign_pdf(writer, output=out)


def validate(signer, path):
    with open(path, "rb") as handle:
        context = ValidationContext(trust_roots=[signer.signing_cert], allow_fetching=False)
        for signature in PdfFileReader(handle, strict=False).embedded_signatures:
            status = validate_pdf_signature(signature, signer_validation_context=context)
            assert status.intact and status.valid, path


def main():
    out, warm, rounds, files = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
    signer = make_signer()
    for source in files:
        target = os.path.join(out, os.path.basename(source))
        signing, validating = [], []
        for _ in range(warm + rounds):
            started = time.perf_counter()
            sign(signer, source, target)
            signed = time.perf_counter()
            validate(signer, target)
            signing.append(1000 * (signed - started))
            validating.append(1000 * (time.perf_counter() - signed))
        print(json.dumps({"sign": signing[warm:], "verify": validating[warm:]}))


if __name__ == "__main__":
    main()
