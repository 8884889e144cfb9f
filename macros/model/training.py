"""Lessons, questions, the course, its schedules, its paths and the matrices of its tests."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from macros.model.base import Citations, Code, Model, Names

Kind = Literal["mot", "nhieu", "dung_sai", "sap_xep", "ghep_doi", "dien", "bat_loi", "tinh_huong"]

KIND_NAMES: dict[Kind, str] = {
    "mot": "Chọn một phương án",
    "nhieu": "Chọn nhiều phương án",
    "dung_sai": "Đúng hay sai",
    "sap_xep": "Sắp xếp thứ tự",
    "ghep_doi": "Ghép đôi",
    "dien": "Điền chỗ trống",
    "bat_loi": "Tìm lỗi",
    "tinh_huong": "Tình huống",
}
#: What a reader may say of himself in the dialog of the unit: docs/assets/javascripts/role.js.
ReaderRole = Literal["chi-bo", "dang-uy", "bi-thu", "van-phong", "giang-vien"]
LEVEL_NAMES: dict[int, str] = {1: "nhận biết", 2: "thông hiểu", 3: "vận dụng"}
BLANK = "___"
# More lines than this do not fit the answer sheet of a test on paper.
MOST_LINES = 6
_CHOICE: frozenset[str] = frozenset({"mot", "nhieu", "dung_sai", "bat_loi", "tinh_huong"})


class Option(Model):
    """A choice with why it is right or wrong: ``{dung: …, vi: …}`` or ``{sai: …, vi: …}``.

    In a «dung_sai» item it is a statement to be judged, in a «bat_loi» item a line of a document
    (``sai``: a faulty line, which the learner has to mark).
    """

    text: str
    right: bool
    why: str = Field("", alias="vi")

    @model_validator(mode="before")
    @classmethod
    def _from_key(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "text" in data:
            return data
        keys = [key for key in ("dung", "sai") if key in data]
        if len(keys) != 1:
            raise ValueError("mỗi phương án có đúng một trường «dung» hoặc «sai»")
        rest = {key: value for key, value in data.items() if key not in ("dung", "sai")}
        if not isinstance(data[keys[0]], str):
            raise ValueError(f"«{keys[0]}» phải là chữ: đặt giá trị trong dấu nháy")
        return {"text": data[keys[0]], "right": keys[0] == "dung", **rest}


class Explained(Model):
    """A step of an ordering, or a usual slip of a filling, with what is to be said about it."""

    text: str = Field(alias="y")
    why: str = Field("", alias="vi")


class Pair(Model):
    """Two things that belong together, and why."""

    left: str = Field(alias="trai")
    right: str = Field(alias="phai")
    why: str = Field("", alias="vi")


class Question(Model):
    """An item of ``data/cau-hoi/<module>.yml``. ``id`` never changes once published.

    ``level``: 1 remember, 2 understand, 3 do. ``explanation`` is shown whatever was answered.
    """

    id: Code
    module: str = Field("", alias="hoc_phan")
    kind: Kind = Field(alias="loai")
    objective: str = Field(alias="muc_tieu")
    level: Literal[1, 2, 3] = Field(alias="do_kho")
    situation: str | None = Field(None, alias="tinh_huong")
    stem: str = Field(alias="hoi")
    options: tuple[Option, ...] = Field((), alias="chon")
    steps: tuple[Explained, ...] = Field((), alias="thu_tu")
    pairs: tuple[Pair, ...] = Field((), alias="cap")
    extras: Names = Field((), alias="them")
    accepted: Names = Field((), alias="dap_an")
    slips: tuple[Explained, ...] = Field((), alias="hay_nham")
    explanation: str | None = Field(None, alias="giai_thich")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")

    @model_validator(mode="after")
    def _parts_of_the_kind(self) -> Question:
        parts = {"chon": self.options, "thu_tu": self.steps, "cap": self.pairs, "dap_an": self.accepted}
        wanted = {"sap_xep": "thu_tu", "ghep_doi": "cap", "dien": "dap_an"}.get(self.kind, "chon")
        if not parts.pop(wanted) or any(parts.values()):
            raise ValueError(f"câu loại «{self.kind}» có trường «{wanted}» và không có các trường «{'», «'.join(parts)}»")
        right = sum(option.right for option in self.options)
        if self.kind == "mot" and (right != 1 or len(self.options) < 3):
            raise ValueError(f"câu loại «mot» cần ít nhất ba phương án và đúng một phương án «dung», đang có {right}")
        if self.kind in ("nhieu", "bat_loi") and not 0 < right < len(self.options):
            raise ValueError(f"câu loại «{self.kind}» cần cả phương án «dung» và phương án «sai»")
        if self.kind == "tinh_huong" and (not self.situation or not 0 < right < len(self.options)):
            raise ValueError("câu loại «tinh_huong» cần trường «tinh_huong», phương án «dung» và phương án «sai»")
        if (self.steps and len(self.steps) < 3) or (self.pairs and len(self.pairs) < 3):
            raise ValueError("cần ít nhất ba mục để sắp xếp thứ tự hoặc ghép đôi")
        if self.kind == "dien" and self.stem.count(BLANK) != 1:
            raise ValueError(f"câu loại «dien» có đúng một chỗ trống «{BLANK}» trong trường «hoi»")
        if not self.citations and not self.practice:
            raise ValueError("cần «can_cu», hoặc «kinh_nghiem: true» khi chỉ là cách làm tốt")
        return self

    @property
    def url(self) -> str:
        """Where it stands among its module's practice."""
        return f"/dao-tao/luyen-tap/{self.module}.html#cau-{self.id}"

    @property
    def is_choice(self) -> bool:
        """Whether it is answered by marking lines; the other kinds are answered by writing letters or words."""
        return self.kind in _CHOICE

    @property
    def judges_each(self) -> bool:
        """Whether every line is a statement that the learner calls right or wrong."""
        return self.kind == "dung_sai"

    @property
    def marks_faults(self) -> bool:
        """Whether the lines are those of a document, of which the learner marks the faulty ones."""
        return self.kind == "bat_loi"

    @property
    def keeps_order(self) -> bool:
        """Whether the lines always stand as the bank has them."""
        return self.judges_each or self.marks_faults

    @property
    def is_one_of_several(self) -> bool:
        """Whether the lines are rival answers to the question."""
        return self.is_choice and not self.keeps_order

    @property
    def fits_paper(self) -> bool:
        """Whether its lines fit the answer sheet of a test on paper."""
        return max(len(self.options), len(self.steps), len(self.pairs) + len(self.extras)) <= MOST_LINES

    @property
    def many(self) -> bool:
        """Whether more than one line may be marked."""
        return self.kind == "nhieu" or self.keeps_order or sum(option.right for option in self.options) > 1

    @property
    def to_mark(self) -> tuple[int, ...]:
        """Indexes of the lines that a right answer marks: the faulty ones of a document, else the right ones."""
        return tuple(i for i, option in enumerate(self.options) if option.right != self.marks_faults)


class Part(Model):
    """A stretch of a lesson. ``title`` is also a ``## `` heading of the page; ``bullets`` stand on the slides,
    where ``[[…]]`` is what the handout leaves blank. ``trainer`` never leaves the trainers' edition."""

    title: str = Field(alias="ten")
    minutes: int = Field(alias="phut", ge=1)
    method: str = Field(alias="phuong_phap")
    means: str = Field("Máy chiếu, phiếu phát tay", alias="phuong_tien")
    trainer: str = Field(alias="giang_vien")
    bullets: Names = Field(alias="y", min_length=1, max_length=6)


class Exercise(Model):
    """A task as it comes at work, and its solution (shown in the page on request, printed in the giáo án).

    ``material`` is what the task speaks of, line by line: the page and the handout print it, numbered.
    """

    title: str = Field(alias="ten")
    minutes: int = Field(alias="phut", ge=1)
    task: str = Field(alias="de")
    material: Names = Field((), alias="phieu")
    solution: tuple[str, ...] = Field(alias="loi_giai", min_length=1)
    trainer: str = Field(alias="giang_vien")


class Lesson(Model):
    """Front matter key ``bai_hoc``. One source of the page, slides, giáo án, handout and paper test.

    ``minutes`` is the whole: opening + parts + exercise + closing, and must be their sum.
    """

    module: str = Field(alias="hoc_phan")
    order: int = Field(alias="thu_tu", ge=1)
    minutes: int = Field(alias="phut", ge=10)
    opening: int = Field(alias="phut_mo_dau", ge=1)
    closing: int = Field(alias="phut_cung_co", ge=1)
    objectives: Names = Field(alias="muc_tieu", min_length=1)
    guiding: Names = Field(alias="cau_hoi_dan", min_length=1)
    prerequisites: Names = Field((), alias="hoc_truoc")
    parts: tuple[Part, ...] = Field(alias="phan", min_length=1)
    exercise: Exercise = Field(alias="bai_tap")
    key_points: Names = Field(alias="diem_chinh", min_length=2, max_length=5)
    questions: Names = Field(alias="cau_hoi", min_length=5)
    procedures: Names = Field((), alias="quy_trinh")
    citations: Citations = Field(alias="can_cu", min_length=1)

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Lesson:
        total = self.opening + sum(part.minutes for part in self.parts) + self.exercise.minutes + self.closing
        if total != self.minutes:
            raise ValueError(f"số phút ghi {self.minutes}, cộng các bước được {total}")
        return self


class Module(Model):
    """One of the course's modules, with its objectives by id."""

    id: Code
    title: str = Field(alias="ten")
    about: str = Field(alias="mo_ta")
    objectives: dict[str, str] = Field(alias="muc_tieu", min_length=1)


class Slot(Model):
    """A line of a schedule: a lesson (``bai``: page name), or something else with its own title."""

    lesson: str | None = Field(None, alias="bai")
    title: str | None = Field(None, alias="ten")
    minutes: int = Field(alias="phut", ge=1)

    @model_validator(mode="after")
    def _one_of_two(self) -> Slot:
        if (self.lesson is None) == (self.title is None):
            raise ValueError("mỗi dòng có «bai» hoặc «ten», không có cả hai")
        return self


class Session(Model):
    """A sitting of a schedule; its slots' minutes are ``minutes``, no more and no less."""

    title: str = Field(alias="ten")
    minutes: int = Field(alias="phut")
    slots: tuple[Slot, ...] = Field(alias="noi_dung", min_length=1)

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Session:
        if (total := sum(slot.minutes for slot in self.slots)) != self.minutes:
            raise ValueError(f"buổi ghi {self.minutes} phút, cộng các dòng được {total}")
        return self


class Schedule(Model):
    """A way to give the course: two days, six evenings, one class."""

    id: Code
    title: str = Field(alias="ten")
    about: str = Field(alias="mo_ta")
    sessions: tuple[Session, ...] = Field(alias="buoi", min_length=1)


class LearningPath(Model):
    """Which lessons a role takes, in order (page names). ``audience``: the roles that a reader may have chosen for their own."""

    id: Code
    role: str = Field(alias="vai_tro")
    audience: tuple[ReaderRole, ...] = Field((), alias="vai")
    about: str = Field(alias="mo_ta")
    lessons: Names = Field(alias="bai", min_length=1)


class Matrix(Model):
    """How many items of each module and level a test draws: ``{module: [easy, middling, hard]}``."""

    id: Code
    title: str = Field(alias="ten")
    minutes: int = Field(alias="phut", ge=5)
    pass_mark: int = Field(alias="dat_tu", ge=1, le=100)
    cells: dict[str, tuple[int, int, int]] = Field(alias="o", min_length=1)

    @property
    def size(self) -> int:
        """The number of items in a test."""
        return sum(map(sum, self.cells.values()))


class Course(Model):
    """Everything of ``data/dao-tao/``, keyed by id."""

    modules: dict[str, Module] = Field(default_factory=dict)
    schedules: dict[str, Schedule] = Field(default_factory=dict)
    paths: dict[str, LearningPath] = Field(default_factory=dict)
    matrices: dict[str, Matrix] = Field(default_factory=dict)

    @property
    def objectives(self) -> dict[str, str]:
        """Every objective's text by its id."""
        return {key: text for module in self.modules.values() for key, text in module.objectives.items()}
