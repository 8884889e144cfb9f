"""Rules for receivers and signatures, and who may issue what."""

from __future__ import annotations

import re

from macros.documents.check.anatomy import Signature, is_minutes, is_paper, place_of
from macros.documents.check.findings import Examination
from macros.documents.check.page import measure, share, sizes
from macros.documents.check.rules_head import form, looks
from macros.vietnamese import old_tone

_DOTTED = re.compile(r"^(TM|KT|TL|TUQ)\b")
_COLLECTIVE = re.compile(r"^K/T (BÍ THƯ|CHỦ NHIỆM|BAN THƯỜNG VỤ|ĐẢNG ỦY|CHI BỘ)")
_CHI_BO = re.compile(r"^T/?M\.?\s*CHI BỘ\b", re.IGNORECASE)
_LEFT = ("left", "wide")  # what begins at the left margin stands on the left, too
# T/M line → body of the authority table.
_ISSUERS = {
    "ĐẢNG ỦY": "dang-uy", "BAN THƯỜNG VỤ": "ban-thuong-vu", "CHI BỘ": "chi-bo-co-so", "CHI ỦY": "chi-bo-co-so",
    "BAN CHẤP HÀNH": "dang-uy",
}  # fmt: skip


def examine(examination: Examination) -> None:
    """Receivers, then every signature block, then authority to issue."""
    _receivers(examination)
    for signature in examination.anatomy.signatures:
        _signature(examination, signature)
    _minutes(examination)
    _authority(examination)


def _receivers(examination: Examination) -> None:
    anatomy = examination.anatomy
    paper = is_paper(anatomy)
    if anatomy.receivers_label is None:
        if anatomy.kind is not None and not paper and anatomy.body and anatomy.star is not None:
            examination.test("thieu-noi-nhan", False, "cuối văn bản", "không thấy")
        return
    examination.test("thieu-noi-nhan", True, "", "")
    form(examination, "noi-nhan-dinh-dang", [anatomy.receivers_label], "noi-nhan")
    items = anatomy.receivers
    if not items:
        return
    form(examination, "noi-nhan-co", items, "noi-nhan-muc")
    mark = examination.rules.wording.separator
    archive = [p for p in items if re.match(r"^[-–•]?\s*Lưu\b", p.text)]
    vt = next((p for p in items if re.search(r"Lưu\s*:|Lưu\s+VT\b", p.text)), None)
    examination.test("luu-vt", vt is None, place_of(vt) if vt else "", vt.text if vt else "")
    examination.test("thieu-luu", bool(archive), place_of(items[-1]), items[-1].text)
    last = archive[-1] if archive else items[-1]
    at = next(i for i, p in enumerate(items) if p.at == last.at)
    wrong = next((p for p in items[:at] if not p.text.endswith(mark)), None)
    if wrong is None and not last.text.endswith("."):
        wrong = last
    examination.test(
        "noi-nhan-dau",
        wrong is None,
        place_of(wrong) if wrong else "",
        wrong.text if wrong else "",
        f"mỗi dòng «{mark}», dòng lưu «.»",
    )


def _signature(examination: Examination, signature: Signature) -> None:
    line = signature.authority
    if line is not None:
        text = old_tone(line.text)
        place = place_of(line)
        examination.test("quyen-han-cham", not _DOTTED.match(text), place, text)
        examination.test("kt-tap-the", not _COLLECTIVE.match(text), place, text)
        wrong = looks(line, examination.rules.component("quyen-han-ky"))
        wrong += [] if line.text.isupper() else ["không in hoa"]
        examination.test("quyen-han-dinh-dang", not wrong, place, "; ".join(wrong))
    for office in signature.offices:
        place = place_of(office)
        examination.test("chuc-vu-dam", share(office, "bold") <= 0.5, place, "đậm")
        low, high = examination.rules.component("chuc-vu-ky").size or (14, 14)
        odd = [s for s in sizes(office) if not low <= s <= high]
        words = "cỡ " + ", ".join(measure(s) for s in odd) if odd else "không in hoa"
        examination.test("chuc-vu-dinh-dang", not odd and office.text.isupper(), place, words)
        text = old_tone(office.text)
        with_body = re.search(r"\b(ĐẢNG ỦY|CHI BỘ|BAN THƯỜNG VỤ|ĐẢNG BỘ)\b", text)
        borrowed = line is not None and line.text.startswith("T/L")  # signing under a superior's order names the office held
        examination.test("chuc-vu-kem-ten", not with_body or borrowed, place, text, "chỉ ghi chức vụ")
    _signs_for_chi_bo(examination, signature)
    if signature.name is not None:
        place = place_of(signature.name)
        titled = examination.rules.patterns.rank.match(signature.name.text)
        examination.test("hoc-ham", titled is None, place, signature.name.text)
        wrong = looks(signature.name, examination.rules.component("ho-ten-ky"))
        wrong += ["in hoa"] if signature.name.text.isupper() else []
        examination.test("ho-ten-dinh-dang", not wrong, place, "; ".join(wrong))


def _signs_for_chi_bo(examination: Examination, signature: Signature) -> None:
    if signature.authority is None or not signature.offices or not _CHI_BO.match(signature.authority.text):
        return
    allowed = examination.authority.body("chi-bo-co-so").offices
    held = [old_tone(office.text).upper() for office in signature.offices]
    good = any(office in allowed for office in held)
    examination.test("chuc-vu-chi-bo", good, place_of(signature.offices[-1]), signature.offices[-1].text)


def _minutes(examination: Examination) -> None:
    anatomy = examination.anatomy
    if not is_minutes(anatomy) or not anatomy.signatures:
        return
    left = [s for s in anatomy.signatures if s.side in _LEFT and s.authority]
    right = [s for s in anatomy.signatures if s.side not in _LEFT and s.authority]
    words = " | ".join(s.authority.text for s in anatomy.signatures if s.authority)
    chair_left = any(re.match(r"^CHỦ TRÌ", s.authority.text) for s in left if s.authority)
    examination.test("bien-ban-chu-ky", bool(left and right) and not chair_left, "phần ký", words)


def _authority(examination: Examination) -> None:
    """Who signs T/M tells who issues; the table of authority tells whether it may."""
    anatomy = examination.anatomy
    if anatomy.kind is None or is_paper(anatomy) or not anatomy.signatures or is_minutes(anatomy):
        return
    line = next((s.authority for s in anatomy.signatures if s.authority and s.authority.text.startswith(("T/M", "TM"))), None)
    if line is None:
        return
    name = re.sub(r"^T/?M\.?\s*", "", old_tone(line.text))
    issuer = next((id_ for start, id_ in _ISSUERS.items() if name.startswith(start)), None)
    if issuer is None:
        return
    body = examination.authority.body(issuer)
    examination.test("tham-quyen", anatomy.kind.id not in body.never, place_of(line), f"{body.short} ban hành {anatomy.kind.name.lower()}")
