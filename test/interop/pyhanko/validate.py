"""What pyHanko, which shares no code with this project, says of each signature of PDF files: one JSON line a file.

Trust is not judged: coverage, modification level, digest and signature value are. pyHanko knows SM3 once it is told the
object identifiers; SM2 it cannot compute, so "valid" is null there and the reason stands in "error".
"""
import json
import sys

from asn1crypto import algos, cms

# GB/T 33560 and GM/T 0006: SM3, SM3 with SM2, SM2; GM/T 0010: data and signedData.
algos.DigestAlgorithmId._map["1.2.156.10197.1.401"] = "sm3"
algos.DigestAlgorithmId._reverse_map = None
algos.SignedDigestAlgorithmId._map["1.2.156.10197.1.501"] = "sm3_sm2"
algos.SignedDigestAlgorithmId._map["1.2.156.10197.1.301.1"] = "sm2_signature"
algos.SignedDigestAlgorithmId._reverse_map = None
cms.ContentType._map["1.2.156.10197.6.1.4.2.1"] = "gm_data"
cms.ContentType._map["1.2.156.10197.6.1.4.2.2"] = "gm_signed_data"
cms.ContentType._reverse_map = None
cms.ContentInfo._oid_specs["gm_signed_data"] = cms.SignedData

from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: E402
from pyhanko.sign.validation import validate_pdf_signature  # noqa: E402
from pyhanko_certvalidator import ValidationContext  # noqa: E402


def judge(signature):
    signature.compute_integrity_info()
    changes = signature.diff_result
    answer = {
        "field": signature.field_name,
        "coverage": signature.coverage.name,
        "modification": getattr(getattr(changes, "modification_level", None), "name", None),
        "suspicious": str(changes) if isinstance(changes, Exception) else None,
        "intact": None,
        "valid": None,
    }
    attributes = signature.signer_info["signed_attrs"]
    if attributes.native:
        (stated,) = [item["values"][0] for item in attributes if item["type"].native == "message_digest"]
        answer["intact"] = stated.native == signature.compute_digest()
    try:
        status = validate_pdf_signature(
            signature, signer_validation_context=ValidationContext(trust_roots=[], allow_fetching=False)
        )
        answer.update(intact=status.intact, valid=status.valid, rulesKept=status.docmdp_ok)
    except Exception as error:
        answer["error"] = f"{type(error).__name__}: {error}"
    return answer


def answer(path):
    with open(path, "rb") as handle:
        signatures = []
        for signature in PdfFileReader(handle, strict=False).embedded_signatures:
            try:
                signatures.append(judge(signature))
            except Exception as error:  # whatever it is, it is the answer for this signature
                signatures.append({"field": signature.field_name, "error": f"{type(error).__name__}: {error}"})
        return {"file": path, "signatures": signatures}


for name in sys.argv[1:]:
    try:
        print(json.dumps(answer(name)))
    except Exception as error:
        print(json.dumps({"file": name, "error": f"{type(error).__name__}: {error}"}))
