/* The class page's second part: the trainer merges the files of all machines, takes the table and the certificates home. */
(() => {
  "use strict";
  const { el, button, field } = SoTay;

  /** The merged people as the sheets of a workbook. */
  function sheets(people) {
    const head = [
      "Số thứ tự",
      "Họ và tên",
      "Đơn vị",
      "Số lần thi",
      "Câu đúng",
      "Số câu",
      "Điểm (%)",
      "Đạt",
      "Luyện tập đúng",
      "Luyện tập đã làm",
    ];
    const results = people.map((person, i) => [
      i + 1,
      person.name,
      person.unit,
      person.times,
      person.sitting ? person.sitting.dung : 0,
      person.sitting ? person.sitting.soCau : 0,
      person.score,
      person.passed ? "Đạt" : "Chưa đạt",
      person.right,
      person.practised,
    ]);
    const present = people.map((person, i) => [i + 1, person.name, person.unit, "có"]);
    return [
      { name: "Kết quả", rows: [head, ...results] },
      { name: "Điểm danh", rows: [["Số thứ tự", "Họ và tên", "Đơn vị", "Có mặt"], ...present] },
    ];
  }

  function resultText(person) {
    if (!person.sitting) return "Chưa thi";
    return person.passed ? "Đạt" : "Chưa đạt";
  }

  function table(people) {
    const head = ["Họ và tên", "Đơn vị", "Điểm (%)", "Kết quả"].map((text) => el("th", "", text));
    const rows = people.map((person) => {
      const score = person.sitting ? SoTay.text.decimal(person.score) : "–";
      const cells = [person.name, person.unit, score, resultText(person)].map((text) => el("td", "", text));
      return el("tr", "", cells);
    });
    return el("table", "", [el("caption", "", "Kết quả của lớp"), el("thead", "", el("tr", "", head)), el("tbody", "", rows)]);
  }

  /** What stands on every certificate, typed once; what is left empty is dotted, to be written by hand. */
  function certificateForm(passed, exam) {
    const course = field("Tên lớp", "lop");
    const issuer = field("Nơi cấp", "noi-cap");
    const place = field("Địa danh", "dia-danh");
    const office = field("Chức vụ người ký", "chuc-vu");
    course.input.value = "Nghiệp vụ văn phòng cấp ủy";
    const make = button("Giấy chứng nhận (.docx)", "st-nut st-nut--phu", () => {
      const common = {
        exam,
        course: course.input.value.trim(),
        issuer: issuer.input.value.trim(),
        place: place.input.value.trim(),
        office: office.input.value.trim(),
      };
      const people = passed.map(({ name, unit, score, sitting }) => ({ name, unit, score, day: sitting.ngay }));
      SoTay.download(SoTay.certificates(common, people), `giay-chung-nhan-${SoTay.classLearners.today()}.docx`);
    });
    return el("fieldset", "st-lop__giay", [
      el("legend", "", `Giấy chứng nhận cho ${passed.length} người đạt`),
      el("div", "st-lop__hang", [course.label, issuer.label, place.label, office.label, make]),
    ]);
  }

  function drawExam(place, people, id, title) {
    const passed = people.filter((person) => person.passed);
    const save = button("Bảng kết quả (.xlsx)", "st-nut", () => {
      SoTay.download(SoTay.spreadsheet(sheets(people)), `ket-qua-lop-${SoTay.classLearners.today()}.xlsx`);
    });
    place.replaceChildren(
      el("p", "", `Gộp được ${people.length} người, ${passed.length} người đạt.`),
      table(people),
      el("p", "st-lop__hang", save),
    );
    if (id !== SoTay.classResults.FINAL) place.append(el("p", "st-phu", "Giấy chứng nhận chỉ cấp theo kết quả bài cuối khóa."));
    else if (passed.length) place.append(certificateForm(passed, title));
  }

  function drawMerged(place, { people, problems, exams }) {
    const { FINAL } = SoTay.classResults;
    const ids = Object.keys(exams).sort((a, b) => (a !== FINAL) - (b !== FINAL) || (a < b ? -1 : 1));
    const result = el("div");
    const show = (exam) => drawExam(result, SoTay.classResults.ofExam(people, exam), exam, exams[exam]);
    place.replaceChildren(...problems.map((text) => el("p", "st-nhan--qua-han", text)));
    if (ids.length > 1) {
      const select = el(
        "select",
        "",
        ids.map((id) => new Option(exams[id], id)),
      );
      select.addEventListener("change", () => show(select.value));
      place.append(el("p", "", el("label", "", ["Theo kết quả của đề: ", select])));
    }
    place.append(result);
    if (ids.length) show(ids[0]);
    else result.append(el("p", "", "Chưa có người dự thi. Ghi tên ở trên trước khi thi để kết quả có tên người thi."));
  }

  /** Read the files as texts; `done([{name, text}])` in the order of their names. */
  function readFiles(files, done) {
    const read = [];
    for (const file of files) {
      const reader = new FileReader();
      reader.onloadend = () => {
        read.push({ name: file.name, text: reader.result || "" });
        if (read.length === files.length) done(read.sort((a, b) => (a.name < b.name ? -1 : 1)));
      };
      reader.readAsText(file);
    }
  }

  /** Draw the part into `place`. */
  function draw(place) {
    const result = el("div");
    const chooser = el("input", "st-kt__tep", [], { type: "file", multiple: "", accept: ".json,application/json" });
    let round = 0; // what was chosen before and is read only now is no longer wanted
    chooser.addEventListener("change", () => {
      const asked = ++round;
      readFiles([...chooser.files], (files) => asked === round && drawMerged(result, SoTay.classResults.merge(files)));
    });
    const here = button("Kết quả trên máy này", "st-nut st-nut--phu", () => {
      round++;
      drawMerged(result, SoTay.classResults.merge([{ name: "máy này", text: SoTay.classResults.exportText() }]));
    });
    place.append(
      el("h2", "", "Gộp kết quả, cấp giấy chứng nhận", { id: "giay" }),
      el("p", "", "Tự học thì bấm «Kết quả trên máy này». Gộp nhiều máy thì chọn các tệp đã xuất."),
      el("div", "st-lop__hang", [here, el("label", "st-nut st-nut--phu", ["Chọn các tệp đã xuất", chooser])]),
      result,
    );
  }

  SoTay.classMerge = { draw };
})();
