"""Who may sign: by the body that issues, by the kind of the document, and by the way of signing that the rules give for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.documents.write.fill import MISSING, clean

_CONFIRMERS = ("BÍ THƯ", "PHÓ BÍ THƯ")
_COLLECTIVES = ("BÍ THƯ", "ĐẢNG ỦY", "BAN THƯỜNG VỤ", "CHI BỘ")


def signer_slips(
    form: Mapping[str, Any], context: Mapping[str, Any], values: Mapping[str, Any], rules: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The slips in the fields of issuing and signing. ``values`` are as they were typed; ``rules`` name the clauses."""
    found: list[dict[str, Any]] = []

    def tell(fields: list[str], stands: str, right: str, clauses: list[str]) -> None:
        found.append({"o": fields, "co": stands, "dung": right, "can_cu": clauses})

    chosen = clean(values.get("co_quan"))
    ways = rules["cach_ky"]
    if chosen and chosen not in form["co_quan"]:
        issuers = "; ".join([body["goi"] for body in form["co_quan"].values()])
        right = f"cơ quan ban hành loại này: {issuers}"
        tell(["co_quan"], rules["ten_co_quan"].get(chosen) or chosen, right, rules["chuc_vu"].get(chosen) or [])
        return found
    body = form["co_quan"].get(context.get("co_quan")) or {}
    clauses = rules["chuc_vu"].get(context.get("co_quan")) or []
    office, offices = _text(context, "chuc_vu"), body.get("chuc_vu") or []
    if office and offices and office not in offices:
        tell(["chuc_vu"], office, "một trong: " + ", ".join(offices), clauses)
    names = {name: _text(context, name).lower() for name in ("nguoi_ky", "nguoi_ghi", "nguoi_xac_nhan")}
    if names["nguoi_ghi"] and names["nguoi_ghi"] == names["nguoi_ky"]:
        tell(["nguoi_ghi", "nguoi_ky"], _text(context, "nguoi_ghi"), "người ghi và chủ trì là hai người", ways.get("bb-hn") or [])
    if names["nguoi_xac_nhan"] and names["nguoi_xac_nhan"] == names["nguoi_ky"]:
        right = "người xác nhận khác người có chữ ký được xác nhận"
        tell(["nguoi_xac_nhan", "nguoi_ky"], _text(context, "nguoi_xac_nhan"), right, ways.get("dh-dct") or [])
    confirmer = _text(context, "chuc_vu_xac_nhan").upper()
    if names["nguoi_xac_nhan"] and confirmer and confirmer not in _CONFIRMERS:
        tell(["chuc_vu_xac_nhan"], confirmer, "BÍ THƯ hoặc PHÓ BÍ THƯ xác nhận", ways.get("dh-dct") or [])
    for name in ("quyen_han_xac_nhan", "quyen_han_sao"):
        authority = _text(context, name).upper()
        if authority.startswith("K/T ") and authority[4:].startswith(_COLLECTIVES):
            tell([name], authority, "T/M hoặc T/L: tập thể cấp ủy, chi bộ không ký thay", ways.get("du-pbt") or [])
    return found


def _text(context: Mapping[str, Any], name: str) -> str:
    value = context.get(name)
    return value if isinstance(value, str) and value != MISSING else ""
