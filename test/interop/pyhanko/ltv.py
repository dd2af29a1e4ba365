"""What pyHanko reads out of a DSS, over a chain of P-256 keys, because it computes no SM2.

  ltv.py make DIR SOURCE   signs SOURCE as DIR/signed.pdf and writes the certificates and lists of the chain beside it
  ltv.py judge DIR FILE    believes DIR/root.der alone, demands revocation information, fetches nothing; one JSON line
"""
import datetime
import json
import os
import sys

from asn1crypto import algos, keys, x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator.registry import SimpleCertificateStore

# A document timestamp of SM2 and SM3 is looked at and not verified: they need their names.
algos.DigestAlgorithmId._map["1.2.156.10197.1.401"] = "sm3"
algos.DigestAlgorithmId._reverse_map = None
algos.SignedDigestAlgorithmId._map["1.2.156.10197.1.501"] = "sm3_sm2"
algos.SignedDigestAlgorithmId._reverse_map = None

now = datetime.datetime.now(datetime.timezone.utc)
day = datetime.timedelta(days=1)


def name(text):
    return cx509.Name([cx509.NameAttribute(NameOID.COMMON_NAME, text)])


def issue(subject, key, issuer, issuer_key, is_ca):
    usage = cx509.KeyUsage(not is_ca, not is_ca, False, False, False, is_ca, is_ca, False, False)
    return (
        cx509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(cx509.random_serial_number())
        .not_valid_before(now - 30 * day)
        .not_valid_after(now + 365 * day)
        .add_extension(cx509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(cx509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(cx509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def empty_list(issuer, key):
    builder = cx509.CertificateRevocationListBuilder().issuer_name(name(issuer))
    return (
        builder.last_update(now - day)
        .next_update(now + 7 * day)
        .add_extension(cx509.CRLNumber(1), critical=False)
        .add_extension(cx509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def der(thing):
    return thing.public_bytes(serialization.Encoding.DER)


def make(folder, source):
    root_key, sub_key, own_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root = issue("root", root_key, "root", root_key, True)
    sub = issue("sub", sub_key, "root", root_key, True)
    own = issue("own", own_key, "sub", sub_key, False)
    parts = {
        "root.der": root,
        "sub.der": sub,
        "root.crl": empty_list("root", root_key),
        "sub.crl": empty_list("sub", sub_key),
    }
    for file, thing in parts.items():
        with open(os.path.join(folder, file), "wb") as out:
            out.write(der(thing))
    private = own_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(der(own)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    with open(source, "rb") as handle, open(os.path.join(folder, "signed.pdf"), "wb") as out:
        metadata = signers.PdfSignatureMetadata(field_name="Peer", md_algorithm="sha256")
        field = fields.SigFieldSpec("Peer", box=(60, 60, 170, 170), on_page=0)
        writer = IncrementalPdfFileWriter(handle, strict=False)
        signers.PdfSigner(metadata, signer=signer, new_field_spec=field).sign_pdf(writer, output=out)


def judge(folder, path):
    with open(os.path.join(folder, "root.der"), "rb") as handle:
        root = x509.Certificate.load(handle.read())
    with open(path, "rb") as handle:
        reader = PdfFileReader(handle, strict=False)
        try:
            store = DocumentSecurityStore.read_dss(reader)
        except NoDSSFoundError:
            print(json.dumps({"store": None}))
            return
        context = store.as_validation_context(
            {"trust_roots": [root], "allow_fetching": False, "revocation_mode": "require"}
        )
        status = validate_pdf_signature(reader.embedded_regular_signatures[0], context)
        print(
            json.dumps(
                {
                    "store": [len(store.certs), len(store.crls), len(store.ocsps)],
                    "intact": status.intact,
                    "valid": status.valid,
                    "trusted": status.trusted,
                    "coverage": status.coverage.name,
                    "modification": status.modification_level and status.modification_level.name,
                    "timestamps": len(reader.embedded_timestamp_signatures),
                }
            )
        )


{"make": make, "judge": judge}[sys.argv[1]](*sys.argv[2:])
