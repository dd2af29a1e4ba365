"""Signs one PDF with keys made for the occasion, with what the signature allows afterwards.

  certify.py SOURCE OUT...
  certify.py --pairs SOURCE OUT SOURCE OUT...

Each OUT is signed by what its name says: `p1.pdf`, `p2.pdf` and `p3.pdf` certify with that DocMDP level, `lock.pdf`
freezes the field `Amount` (FieldMDP), `lock-except.pdf` all but that one, `lock-but-kept.pdf` all but `Kept`, `lock-all.pdf` all; any other name signs without
a rule. The key is a P-256 key, and an RSA key for `rsa.pdf`.
"""
import os
import sys

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from sign import make_signer

LEVELS = {
    "p1.pdf": fields.MDPPerm.NO_CHANGES,
    "p2.pdf": fields.MDPPerm.FILL_FORMS,
    "p3.pdf": fields.MDPPerm.ANNOTATE,
}
LOCKS = {
    "lock.pdf": fields.FieldMDPSpec(fields.FieldMDPAction.INCLUDE, fields=["Amount"]),
    "lock-except.pdf": fields.FieldMDPSpec(fields.FieldMDPAction.EXCLUDE, fields=["Amount"]),
    "lock-but-kept.pdf": fields.FieldMDPSpec(fields.FieldMDPAction.EXCLUDE, fields=["Kept"]),
    "lock-all.pdf": fields.FieldMDPSpec(fields.FieldMDPAction.ALL),
}


def certify(signer, source, target):
    name = os.path.basename(target)
    level = LEVELS.get(name)
    rules = {"certify": True, "docmdp_permissions": level} if level is not None else {}
    spec = fields.SigFieldSpec("Peer", box=(60, 60, 170, 170), on_page=0, field_mdp_spec=LOCKS.get(name))
    with open(source, "rb") as handle:
        writer = IncrementalPdfFileWriter(handle, strict=False)
        metadata = signers.PdfSignatureMetadata(field_name="Peer", md_algorithm="sha256", **rules)
        with open(target, "wb") as out:
            signers.PdfSigner(metadata, signer=signer, new_field_spec=spec).sign_pdf(writer, output=out)


arguments = sys.argv[1:]
pairs = zip(arguments[1::2], arguments[2::2]) if arguments[0] == "--pairs" else ((arguments[0], out) for out in arguments[1:])
for origin, path in pairs:
    certify(make_signer("rsa" if os.path.basename(path) == "rsa.pdf" else "ec"), origin, path)
