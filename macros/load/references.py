"""What one file says of another: every id that is cited must exist, and what is cited as a basis must be in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from macros.load.named_rules import check_named_rules
from macros.model.answer_pages import answer_pages
from macros.model.base import REPLACED, Citation
from macros.model.dependants import Dependant, dependants
from macros.model.handbook import Handbook
from macros.model.pages import Page
from macros.model.problems import Problems


def check_references(handbook: Handbook, problems: Problems) -> None:
    """Note every name in the handbook that leads nowhere, with the nearest name that exists."""
    check = _Checker(handbook, problems)
    for dependant in dependants(handbook):
        check.citation(dependant)
    for task in handbook.tasks.values():
        place = f"data/viec-dinh-ky.yml › {task.id}"
        check.names(place, "trang", [task.procedure], handbook.pages)
        check.names(place, "mẫu", task.templates, handbook.templates)
        check.names(place, "bảng kiểm", [task.checklist] if task.checklist else [], handbook.checklists)
        check.basis(place, task.citations, task.practice)
    for kind in handbook.meetings.kinds.values():
        check.names(kind.file, "trang", kind.procedures, handbook.pages)
        check.names(kind.file, "việc định kỳ", kind.tasks, handbook.tasks)
    for duty in handbook.duties.values():
        place = f"data/nhiem-vu.yml › {duty.id}"
        check.names(place, "trang", duty.procedures, handbook.pages)
        check.names(place, "mẫu", duty.templates, handbook.templates)
    for checklist in handbook.checklists.values():
        for item in checklist.items:
            check.basis(f"data/bang-kiem/{checklist.id}.yml › {item.id}", item.citations, item.practice)
    for term in handbook.terms.values():
        check.basis(f"data/thuat-ngu.yml › {term.id}", term.citations, term.practice)
    for answer in handbook.answers:
        place = f"data/hoi-dap › «{answer.question}»"
        check.basis(place, answer.citations, answer.practice)
        check.link(place, answer.link)
    for group in handbook.answer_groups.values():
        check.names(f"data/nhom-hoi-dap.yml › {group.id}", "trang", [f"quy-trinh/{name}.md" for name in group.procedures], handbook.pages)
    titles: dict[str, str] = {}
    for page in handbook.pages.values():
        _check_page(page, check, handbook)
        if (other := titles.setdefault(page.meta.title, page.path)) != page.path:
            problems.error(f"docs/{page.path}:{page.line('title')} › title", f"tên «{page.meta.title}» trùng với trang «{other}»",
                           "Đặt tên khác: người đọc tìm trang theo tên.")
    check_named_rules(handbook, problems)


def _check_page(page: Page, check: _Checker, handbook: Handbook) -> None:
    name = f"docs/{page.path}"

    def at(key: str) -> str:
        return f"{name}:{page.line(key)} › {key}"

    for index, change in enumerate(page.meta.changes):
        check.names(at(f"thay_doi.{index}"), "trang", [link.lstrip("/") for link in change.pages], handbook.pages)
    procedure = page.meta.procedure
    if procedure is None:
        return
    check.names(at("quy_trinh.bang_kiem"), "bảng kiểm", procedure.checklists, handbook.checklists)
    check.names(at("quy_trinh.mau"), "mẫu", procedure.templates, handbook.templates)
    check.names(at("quy_trinh.bai_hoc"), "trang", procedure.lessons, handbook.pages)
    check.names(at("quy_trinh.lien_quan"), "trang", procedure.related, handbook.pages)
    check.names(at("quy_trinh.viec_dinh_ky"), "việc định kỳ", procedure.tasks, handbook.tasks)
    for index, step in enumerate(procedure.steps):
        check.names(at(f"quy_trinh.buoc.{index}"), "mẫu", step.templates, handbook.templates)
    for key, rows in (("chuan_bi", procedure.preparation), ("buoc", procedure.steps), ("dau_ra", procedure.outcomes),
                      ("loi_thuong_gap", procedure.mistakes), ("hoi_dap", procedure.answers),
                      ("bieu_mau_cap_tren", procedure.pointers)):
        for index, row in enumerate(rows):
            check.basis(at(f"quy_trinh.{key}.{index}"), row.citations, row.practice)  # type: ignore[attr-defined]
    for index, answer in enumerate(procedure.answers):
        check.link(at(f"quy_trinh.hoi_dap.{index}"), answer.link)


class _Checker:
    def __init__(self, handbook: Handbook, problems: Problems) -> None:
        self._handbook = handbook
        self._problems = problems
        self._linkable = {
            *handbook.pages, *(page.path for page in answer_pages(handbook)),
            *(f"soan-thao/mau/{name}.md" for name in handbook.templates), *(f"can-cu/{name}.md" for name in handbook.sources),
            *(f"bang-kiem/{name}.md" for name in handbook.checklists),
        }  # fmt: skip

    def names(self, place: str, what: str, names: Iterable[str], known: Collection[str]) -> None:
        for name in names:
            if name not in known:
                self._problems.unknown(place, what, name, known, "Sửa tên, hoặc thêm mục này.")

    def citation(self, dependant: Dependant) -> None:
        """A citation leads to a source in the register, in force unless the place speaks of the past."""
        self.names(dependant.place, "căn cứ", [dependant.source], self._handbook.sources)
        for part in (dependant.article or "").split(","):
            if part.strip() in self._handbook.sources:  # two sources in one text: a reader would see the second one's id
                self._problems.error(dependant.place, f"điều của «{dependant.source}» ghi cả mã văn bản «{part.strip()}»",
                                     "Ghi mỗi văn bản thành một mục riêng trong danh sách can_cu.")  # fmt: skip
        source = self._handbook.sources.get(dependant.source)
        if source and source.is_replaced and not dependant.about_past:
            new = self._handbook.sources.get(source.replaced_by or "")
            instead = f"Viện dẫn «{new.id}» ({new.label}, {new.issued_text})" if new else "Viện dẫn văn bản còn hiệu lực"
            self._problems.outdated(
                dependant.place, f"{dependant.kind.lower()} «{dependant.title}» dựa vào «{source.id}» ({source.label}) đã bị thay thế",
                f"{instead}; nếu chỗ này biết là văn bản đã thay và còn chờ đối chiếu thì ghi «{REPLACED}» sau điều, "
                "hoặc ghi noi_ve_qua_khu: true ở đầu trang nói về quá khứ.")

    def basis(self, place: str, citations: Collection[Citation], practice: bool) -> None:
        """A statement rests on a source or says that it is practice."""
        if not citations and not practice:
            self._problems.error(place, "chưa nêu căn cứ", "Thêm can_cu, hoặc ghi kinh_nghiem: true.")

    def link(self, place: str, link: str | None) -> None:
        """A link of an answer: a page under docs/, written ``/quy-trinh/x.md`` with or without an anchor."""
        if link:
            self.names(place, "trang", [link.partition("#")[0].lstrip("/")], self._linkable)
