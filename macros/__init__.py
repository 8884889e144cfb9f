"""Sổ tay Văn phòng cấp ủy: the map of the package, and the macros that editors may use in ``docs/``.

    vietnamese, archive     the language; the zip writer. Standard library only.
    model/                  the vocabulary: frozen facts, one file a field, and the Handbook that holds them
    load/                   workbook + YAML + front matter → Handbook, or every problem at once
    sources                 which page, template, question and lesson rests on which source
    render                  facts → HTML fragments (templates/)
    organisation, schedule  units and figures; due dates and calendar files
    agenda, workbook        the calendar as pages; the organisation workbook, written
    documents/              rules of form, templates, composer, checker
    training                lessons, questions, exams
    search                  pages → the search index
    tooltips, terms         the first use of a term on a page, explained; the glossary
    guard, personal_data    what must never be published, in files; in texts (image_position: in pictures)
    style/                  the house style, checked over every page and every string of data
    downloads               pages and files made from data
    bundle                  built site → audited offline zip
    interim, refresh        while serving: the last good build; the saved page at once, the whole behind it
    commands/               the verbs of run.py

Only this file and ``hooks.py`` know MkDocs. Here alone Vietnamese macro names meet English functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from macros.model import Handbook


def define_env(env: Any) -> None:
    """Called once by mkdocs-macros: gives editors their macros. Each is documented in docs/quan-tri/macro.md."""
    from macros import agenda, catalogues, figures, form_tables, organisation, register, render, terms, training

    handbook: Handbook = env.conf.extra["handbook"]
    today: date = env.conf.extra["today"]

    @env.macro  # type: ignore[untyped-decorator]
    def can_cu(ma: str, dieu: str | None = None, qua_khu: bool = False) -> str:
        """A chip with a source's number, date, state and article, linked to its page."""
        return render.citation(handbook, ma, dieu, about_past=qua_khu)

    @env.macro  # type: ignore[untyped-decorator]
    def kinh_nghiem() -> str:
        """The mark of what is good practice and rests on no rule."""
        return render.practice_mark()

    @env.macro  # type: ignore[untyped-decorator]
    def bang_kiem(ma: str) -> str:
        """A checklist to tick."""
        return render.checklist(handbook, ma)

    @env.macro  # type: ignore[untyped-decorator]
    def danh_muc_quy_trinh() -> str:
        """Every procedure by group."""
        return catalogues.procedures(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def ma_tran_nhiem_vu(nhom: str | None = None) -> str:
        """The duties matrix, whole or of one group."""
        return catalogues.duties(handbook, nhom)

    @env.macro  # type: ignore[untyped-decorator]
    def danh_muc_bang_kiem() -> str:
        """Every checklist by topic."""
        return catalogues.checklists(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def bang_thuat_ngu() -> str:
        """The glossary: terms, abbreviations, other names."""
        return terms.table(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def hoi_dap() -> str:
        """All questions and answers."""
        return catalogues.answers(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def so_dang_ky_can_cu() -> str:
        """The register of sources, to read and filter."""
        return register.table(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def can_doi_chieu() -> str:
        """What must be compared with the original text."""
        return register.to_compare(handbook, today)

    @env.macro  # type: ignore[untyped-decorator]
    def cau_hoi(*ma: str) -> str:
        """Questions by id, or a whole module's by its id, as a practice."""
        return training.practice(handbook, ma)

    @env.macro  # type: ignore[untyped-decorator]
    def khoa_hoc() -> str:
        """The course: modules, objectives, lessons, practice."""
        return training.overview(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def lich_hoc(ma: str) -> str:
        """A schedule of the course, session by session."""
        return training.schedule(handbook, ma)

    @env.macro  # type: ignore[untyped-decorator]
    def lo_trinh() -> str:
        """Which lessons each role takes."""
        return training.paths(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def thi_thu() -> str:
        """The exam on the screen."""
        return training.exam_frame(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def on_lai() -> str:
        """What was missed, brought back at growing intervals."""
        return training.review_frame(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def ngan_hang_cau_hoi() -> str:
        """How many questions of each kind and level every module has."""
        return training.bank_table(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def so_lieu(khoa: str) -> str:
        """One figure of the organisation, with its source and day."""
        return organisation.stat(handbook, khoa)

    @env.macro  # type: ignore[untyped-decorator]
    def danh_muc_so_lieu() -> str:
        """Every key of so_lieu, what it counts, what it gives now."""
        return organisation.stat_list(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def bang_don_vi(cap_tren: str | None = None, loai: str | None = None, nhom: str | None = None) -> str:
        """The units, all or of a superior, a type, a group."""
        return organisation.unit_table(handbook, cap_tren, loai, nhom)

    @env.macro  # type: ignore[untyped-decorator]
    def bang_loai_hinh() -> str:
        """Units and members by type."""
        return organisation.type_table(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def danh_sach_cap_tren() -> str:
        """The superiors with their sizes."""
        return organisation.superior_list(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def viec_sap_den() -> str:
        """The home page's block of what is due."""
        return agenda.upcoming(handbook, today)

    @env.macro  # type: ignore[untyped-decorator]
    def lich_thang() -> str:
        """The month view."""
        return agenda.month_view(handbook, today)

    @env.macro  # type: ignore[untyped-decorator]
    def lich_nam() -> str:
        """Twelve months, a table a superior."""
        return agenda.year_table(handbook, today)

    @env.macro  # type: ignore[untyped-decorator]
    def lich_treo_tuong(cap_tren: str, nam: int) -> str:
        """A year on one sheet for the wall."""
        return agenda.wall(handbook, cap_tren, nam, today)

    @env.macro  # type: ignore[untyped-decorator]
    def danh_sach_lich_treo_tuong() -> str:
        """Links to the wall calendars."""
        return agenda.wall_links(handbook, today)

    @env.macro  # type: ignore[untyped-decorator]
    def lich_theo_vai_tro() -> str:
        """Tasks and calendar files by role."""
        return agenda.by_role(handbook, today)

    @env.macro  # type: ignore[untyped-decorator]
    def tep_lich() -> str:
        """The calendar files to download."""
        return agenda.downloads_table(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def han_nop(viec: str) -> str:
        """What each superior asks for a recurring task."""
        return agenda.due_table(handbook, viec, today)

    @env.macro  # type: ignore[untyped-decorator]
    def ngay_nghi() -> str:
        """The days off, and how sure each is."""
        return agenda.holiday_table(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def ket_qua_bao_cao() -> str:
        """How reporting went, by type, period and criterion."""
        return figures.results(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def bien_dong_dang_vien() -> str:
        """Members over time, with the movements."""
        return figures.members(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def co_cau() -> str:
        """Members by group, units by size."""
        return figures.structure(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def danh_muc_mau() -> str:
        """Every document template by task, with filters."""
        return form_tables.catalogue(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def so_mau() -> str:
        """How many document templates there are."""
        return form_tables.counts(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def bang_tham_quyen() -> str:
        """Who may issue which kind of document."""
        return form_tables.authority_matrix(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def chon_loai_van_ban() -> str:
        """Which kind of document for which work, asked step by step."""
        return form_tables.choosing(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def cach_ky() -> str:
        """Who signs, and how the signature is written."""
        return form_tables.signing(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def bang_the_thuc() -> str:
        """Every element of form of the rules in force."""
        return form_tables.rules(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def so_sanh_the_thuc(ma: str) -> str:
        """Another set of rules beside the Party's rules in force."""
        return form_tables.contrasts(handbook, ma)

    @env.macro  # type: ignore[untyped-decorator]
    def bang_loi_the_thuc() -> str:
        """The catalogue of mistakes of form."""
        return form_tables.defects(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def nhat_ky_an_ban() -> str:
        """Every edition with what changed."""
        return organisation.edition_log(handbook)

    @env.macro  # type: ignore[untyped-decorator]
    def cot_bang_tinh() -> str:
        """Every sheet and column of the organisation workbook."""
        return organisation.workbook_guide()
