/* What people say every day and what the handbook says for it: phrases of a line are looked for as one. Words of the trade and their
   abbreviations stand in the glossary. A single word must not be, without its accents, another common word («đuổi» – «dưới»). */
(() => {
  "use strict";

  SoTay.timKiem.EVERYDAY = [
    "bố mẹ|cha mẹ|bố đẻ mẹ đẻ",
    "bố dượng|cha dượng",
    "về hưu|nghỉ hưu|hưu trí",
    "nghỉ đẻ|nghỉ sinh|nghỉ thai sản",
    "nằm viện|nghỉ ốm",
    "giấy bác sĩ|giấy bệnh viện|cơ sở y tế",
    "ra trường|tốt nghiệp",
    "mới vào đảng|mới kết nạp",
    "chưa vào đảng|ngoài đảng",
    "đuổi ra khỏi đảng|đuổi khỏi đảng|khai trừ",
    "gạch tên|xóa tên",
    "gạch xóa|tẩy xóa",
    "viết nhầm|ghi nhầm|ghi sai",
    "khai gian|khai man|khai không trung thực",
    "cải chính|đính chính|điều chỉnh",
    "đồng ý|tán thành",
    "thông qua|tán thành",
    "dài nhất|lâu nhất|tối đa",
    "ít nhất|tối thiểu",
    "mãi mãi|vĩnh viễn",
    "chép lại|copy",
    "bản scan|hồ sơ scan|bản quét|số hóa",
    "gửi mạng|qua mạng|điện tử",
    "tiền xe|công tác phí",
    "thanh lý giấy tờ|thanh lý hồ sơ|hủy tài liệu",
  ].map((line) => line.split("|"));
})();
