"""«Hồ sơ tháng»: what a clerk's month is made of, for the script that shows it for the reader's own unit and clock."""

from __future__ import annotations

from typing import Any

from macros.calendar.pages import sample_note
from macros.documents import register_facts
from macros.html.fragment import fragment
from macros.html.script import DATA_FOLDER, element_json
from macros.model.duties import RecurringTask
from macros.model.handbook import Handbook
from macros.model.pages import Step
from macros.vietnamese import slug


def month_file(handbook: Handbook) -> str:
    """Where the file of a month opens; without a script, the way to the year's calendar."""
    data = {
        "viec": {task.id: _task(handbook, task) for task in handbook.tasks.values()},
        "so": register_facts(handbook),
        "co_quan": {body.id: body.symbol for body in handbook.documents.authority.bodies},
    }
    return fragment("ho-so-thang.html", data=element_json(data), folder=DATA_FOLDER,
                    superiors=list(handbook.organisation.superiors.values()), note=sample_note(handbook))


def _task(handbook: Handbook, task: RecurringTask) -> dict[str, Any]:
    """The steps, templates and checklist of a recurring task; only those that exist."""
    page = handbook.pages.get(task.procedure)
    procedure = page.meta.procedure if page else None
    templates = [handbook.templates[name] for name in task.templates if name in handbook.templates]
    kind = handbook.documents.authority.kind(templates[0].kind) if templates else None
    found: dict[str, Any] = {
        "buoc": [_step(step) for step in procedure.steps] if procedure else [],
        "mau": [[each.id, each.name] for each in templates],
        "cuoc_hop": [[each.draft, each.name] for each in handbook.meetings.of_task(task.id)],
        "ten_loai": kind.name if kind else "",
        "ky_hieu": kind.symbol if kind else "",
    }
    if page:
        found["quy_trinh"] = [page.meta.title, f"/{page.url}"]
    if task.checklist and (checklist := handbook.checklists.get(task.checklist)):
        found["bang_kiem"] = {"id": checklist.id, "ten": checklist.title, "lai": checklist.reset,
                              "muc": [[item.id, item.text] for item in checklist.items]}
    return found


def _step(step: Step) -> dict[str, Any]:
    """A step as the rail shows it. A tick is kept by the step's first title, so it outlives another order and other words."""
    found: dict[str, Any] = {"id": slug(step.first_title or step.title), "ten": step.title, "nguoi": step.actor}
    if step.days_before_due is not None:
        found["truoc"] = step.days_before_due
    elif step.deadline:
        found["han"] = step.deadline
    return found
