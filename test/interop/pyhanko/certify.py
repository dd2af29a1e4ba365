"""Signs one PDF with a P-256 key made for the occasion, with what the signature allows afterwards.

  certify.py SOURCE OUT...

Each OUT is signed by what its name says: `p1.pdf`, `p2.pdf` and `p3.pdf` certify with that DocMDP level, `lock.pdf`
freezes the field `Amount` (FieldMDP), any other name signs without a rule.
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


def certify(signer, source, target):
    name = os.path.basename(target)
    level = LEVELS.get(name)
    lock = fields.FieldMDPSpec(fields.FieldMDPAction.INCLUDE, fields=["Amount"]) if name == "lock.pdf" else None
    rules = {"certify": True, "docmdp_permissions": level} if level is not None else {}
    spec = fields.SigFieldSpec("Peer", box=(60, 60, 170, 170), on_page=0, field_mdp_spec=lock)
    with open(source, "rb") as handle:
        writer = IncrementalPdfFileWriter(handle, strict=False)
        metadata = signers.PdfSignatureMetadata(field_name="Peer", md_algorithm="sha256", **rules)
        with open(target, "wb") as out:
            signers.PdfSigner(metadata, signer=signer, new_field_spec=spec).sign_pdf(writer, output=out)


for path in sys.argv[2:]:
    certify(make_signer(), sys.argv[1], path)
