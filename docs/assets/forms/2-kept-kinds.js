/* What this machine keeps, in the reader's words: which kind of thing lies under a key, what it is called, and whether it is sound. */
(() => {
  "use strict";
  const LEARNING = { luyen: "bài luyện tập", thi: "bài thi đang làm", "ket-qua": "kết quả thi" };
  const FILES = { "kiem-du-lieu": "dữ liệu để so", "kiem-van-ban": "văn bản chờ kiểm tra" };

  function isRecord(value) {
    return Boolean(value) && typeof value === "object" && !Array.isArray(value);
  }

  function draftText(key) {
    const [, template, id] = key.split(":");
    const draft = SoTay.drafts.get(template, id);
    if (!draft) return "Bản nháp không đọc được";
    const time = SoTay.drafts.timeOf(draft);
    return [SoTay.drafts.nameOf(draft), draft.tenMau, draft.don_vi?.ten, time && `lưu ${time}`].filter(Boolean).join(" · ");
  }

  function learningText(key) {
    const [, who, what] = key.split(":");
    const name = SoTay.storage.readRecord("nguoi-hoc")[who]?.ten || (who === "may" ? "người dùng máy này" : who);
    return `${name}: ${LEARNING[what] || what}`;
  }

  // Each kind: its heading, which keys are of it, what one is called, and what a sound one looks like.
  const KINDS = [
    {
      heading: "Đơn vị của tôi",
      holds: (key) => key === "don-vi",
      text: (_, value) => value?.ten || "Đơn vị đã chọn",
      sound: (_, value) => typeof value?.id === "string" && typeof value.ten === "string" && typeof value.cap_tren?.id === "string",
    },
    {
      heading: "Vai trò của tôi",
      holds: (key) => key === "vai-tro",
      text: () => SoTay.roleText() || "Vai trò đã chọn",
      sound: (_, value) => isRecord(value),
    },
    {
      heading: "Cách hiển thị trang",
      holds: (key) => ["chu-to", "tat-phim-tat"].includes(key),
      text: (key) => (key === "chu-to" ? "Chữ to" : "Tắt phím tắt một ký tự"),
      sound: (_, value) => value === true,
    },
    {
      heading: "Bản nháp văn bản",
      holds: (key) => key.startsWith("nhap:") || key.startsWith("dien:"),
      text: draftText,
      sound: (key, value) =>
        /^nhap:[\w-]+:[\w-]+$/.test(key) ? isRecord(value) && isRecord(value.gia_tri) : /^dien:[\w-]+$/.test(key) && isRecord(value),
    },
    {
      heading: "Dấu tích bảng kiểm",
      holds: (key) => key.startsWith("bang-kiem:"),
      text: (key, value) => `${value?.ten || `Bảng kiểm ${key.slice(10)}`}: ${Object.keys(value?.muc || {}).length} dấu`,
      sound: (_, value) => isRecord(value) && typeof value.ky === "string" && isRecord(value.muc),
    },
    {
      heading: "Dấu tích hành trình",
      holds: (key) => key.startsWith("hanh-trinh:"),
      text: (key, value) => `${key.slice("hanh-trinh:".length)}: ${Object.keys(value?.m || {}).length} dấu`,
      sound: (_, value) => isRecord(value) && isRecord(value.m),
    },
    {
      heading: "Trang đã đọc, để biết mục nào mới",
      holds: (key) => key.startsWith("da-doc:"),
      text: (key) => key.slice("da-doc:".length),
      sound: (_, value) => isRecord(value) && isRecord(value.m),
    },
    {
      heading: "Việc đã đánh dấu đã gửi",
      holds: (key) => key === "viec-xong",
      text: (_, value) => `${Object.keys(value || {}).length} việc`,
      sound: (_, value) => isRecord(value),
    },
    {
      heading: "Việc đã ẩn, không phải việc của tôi",
      holds: (key) => key === "viec-khong-cua-toi",
      text: (_, value) => `${Object.values(value || {}).reduce((sum, tasks) => sum + Object.keys(tasks || {}).length, 0)} việc`,
      sound: (_, value) => isRecord(value) && Object.values(value).every(isRecord),
    },
    {
      heading: "Hồ sơ tháng",
      holds: (key) => key.startsWith("ho-so-thang:"),
      text: (key, value) => {
        const [year, month] = key.slice(-7).split("-");
        return `Tháng ${Number(month)}/${year}: ${Object.keys(value?.viec || {}).length} việc`;
      },
      sound: (key, value) => /^ho-so-thang:[\w-]+:\d{4}-\d\d$/.test(key) && isRecord(value) && isRecord(value.viec),
    },
    {
      heading: "Sổ văn bản đi, đến",
      holds: (key) => key.startsWith("so-van-ban:"),
      text: (_, value) => `Đi ${value?.di?.dong?.length || 0} văn bản, đến ${value?.den?.dong?.length || 0} văn bản`,
      sound: (_, value) => isRecord(value) && isRecord(value.di) && isRecord(value.den),
    },
    {
      heading: "Bàn thu báo cáo",
      holds: (key) => key === "thu-bao-cao",
      text: (_, value) => `${value?.xem?.period || "Kỳ không đọc được"}: ${value?.xem?.units?.length || 0} đơn vị`,
      sound: (_, value) => isRecord(value) && isRecord(value.xem) && Array.isArray(value.xem.units) && Array.isArray(value.so),
    },
    {
      heading: "Tệp giữ trên máy này",
      holds: (key) => Boolean(FILES[key]),
      text: (key, value) =>
        `${FILES[key]}: ${value?.ten || "không đọc được"}, ngày ${value?.ngay?.split("-").reverse().join("/") || "không rõ"}`,
      sound: (_, value) => isRecord(value) && [value.ten, value.ngay, value.tep].every((each) => typeof each === "string"),
    },
    {
      heading: "Lớp học trên máy này",
      holds: (key) => key === "nguoi-hoc" || key === "nguoi-hoc-nay",
      text: (key, value) =>
        key === "nguoi-hoc"
          ? `Người học: ${Object.values(value || {})
              .map((one) => one?.ten)
              .join(", ")}`
          : "Người đang sử dụng máy",
      sound: (key, value) => key === "nguoi-hoc" && isRecord(value) && Object.values(value).every((one) => typeof one?.ten === "string"),
    },
    {
      heading: "Bài luyện tập, bài thi, kết quả học",
      holds: (key) => key.startsWith("hoc:"),
      text: learningText,
      sound: (key, value) => /^hoc:\w+:[\w-]+$/.test(key) && Boolean(value) && typeof value === "object",
    },
    {
      heading: "Lịch sử tìm",
      holds: (key) => key.startsWith("tim-kiem:"),
      text: (key, value) =>
        `${key.endsWith("chua-thay") ? "Câu hỏi chưa có trả lời" : "Từ khóa đã tìm kiếm"}: ${Array.isArray(value) ? value.length : 0}`,
      sound: (_, value) => Array.isArray(value),
    },
  ];
  const OTHER = { heading: "Mục khác", holds: () => true, text: (key) => key, sound: () => false };

  function kindOf(key) {
    return KINDS.find((kind) => kind.holds(key)) || OTHER;
  }

  /** [{heading, items: [{key, text, size}]}] of all that is kept; a size is in signs. */
  function list() {
    SoTay.drafts.all(); // gives what the earlier form kept its place among the drafts
    const keys = SoTay.storage.keys().sort();
    const groups = [...KINDS, OTHER].map((kind) => {
      const mine = keys.filter((key) => kindOf(key) === kind);
      const items = mine.map((key) => ({ key, text: kind.text(key, SoTay.storage.read(key, null)), size: SoTay.storage.size(key) }));
      return { heading: kind.heading, items };
    });
    return groups.filter((group) => group.items.length);
  }

  SoTay.keptKinds = { list, isSound: (key, value) => kindOf(key).sound(key, value) };
})();
