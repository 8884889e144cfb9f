"""The names of people of Vietnam, without accents, and what only looks like one: places, streets, people of history.

Lists, and the patterns made of them. A pattern is meant for text whose accents :func:`bare` has taken away, so that
«Sùng A Chứ» is found as «Sung A Chu» too; those that need accents say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_BARE = ({code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x1F00)}
         | {ord("đ"): "d", ord("Đ"): "D", ord("ƀ"): "b", ord("Ƀ"): "B"})


def bare(text: str) -> str:
    """Composed ``text`` without accents, its case and length kept."""
    return text.translate(_BARE)


# Family names and first parts of names, as the peoples of the country write them.
_FAMILIES = """
Alang Arat Ating Au Ayun Ba Bac Ban Be Bkrong Blup Bnuoch Bon Bui Buon Bya Ca Cam Cao Chamalea Chang Chao Chau Chu Chua Chuong Cil
Coor Cu Cung Cut Dam Dang Danh Dao Diep Dieu Dinh Do Doan Duong Eban Gia Giang Ha Han Hang Hau Ho Hoang Hoi Hoih Hu Hua Hung Huynh
Hwing Ka Kan Katore Kbuor Kha Khoang Khuat Kien Kieu Kim Knul Kpa Kpuih Kra Ksor Ktla Ky La Lai Lam Lang Lau Le Lenh Lia Lieng Lieu Lo
Lu Luc Lung Luong Luu Ly Ma Mach Mai Mang Min Mlo Mong Moong Mua Nao Nay Ndu Neang Ngan Nghiem Ngo Nguyen Nie Ninh Nong Pao Pham Phan
Phin Phu Phun Phung Pinang Pling Po Puih Quach Quan Quang Rahlan Ralan Rcom Riah Rmah Sam Sang Sen Sin Sinh Siu Son Sua Sung Suong Ta
Tai Tain Tan Tang Thach Thai Than Thao Thau Thi Tho Tieu To Ton Tong Tran Trang Trieu Trinh Truong Tu Tuan Uong Va Vang Vi Viem Vo
Vong Voong Vu Vy Xeo Xong Zoram
"""


def _listed(text: str) -> list[str]:
    """The names of a list whose parts are divided by commas."""
    return " ".join(text.split()).split(", ")


def _one_of(names: Iterable[str]) -> str:
    """A pattern of the names, put together by first letters: a search then tries twenty ways at a word and not three hundred."""
    ends: dict[str, set[str]] = {}
    for name in map(str.strip, names):
        ends.setdefault(name[0], set()).add(name[1:])
    parts = (f"{first}(?:{'|'.join(sorted(ends[first], key=lambda end: (-len(end), end)))})" for first in sorted(ends))
    return f"(?:{'|'.join(parts)})"


FAMILY, FAMILY_IN_CAPITALS = _one_of(_FAMILIES.split()), _one_of(_FAMILIES.upper().split())

_WORD = r"(?:[A-Z][a-z]*'[A-Za-z][a-z]+|[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
_REST = rf"(?: (?:[AYKH]'?(?= [A-Z])|{_WORD}))"  # the single letter within «Sung A Chu», «Dieu K' Re»
_CAPITALS = r"(?: (?!(?:SINH|NGAY|SN|NS)\b)(?:[AYKH]'?(?= [A-Z]{2})|[A-Z]{2,}|[A-Z]{1,3}'[A-Z]+))"
# «Nguyễn Văn A» is nobody: no name goes on with a single letter. Possessive, or the pattern would stop a word before it.
_END = r"(?!\w)(?! [A-Z](?!\w))"
_LISTED_ONE = (
    rf"{FAMILY}{_REST}{{1,4}}+|{FAMILY_IN_CAPITALS}{_CAPITALS}{{1,4}}+"
    rf"|(?:(?:Ro|Ra|Rah|Bh|Ko|Kon|Po)[ ']{_WORD}|Bh'riu|Rna|Aviet){_REST}{{1,3}}+"
    rf"|[AYHK](?:' ?| |-){_WORD}{_REST}{{0,3}}+|[AYHK](?:' ?| )[A-Z]{{2,}}{_CAPITALS}{{0,3}}+"
)
#: A name whose first part is a known family name, or the mark of a name of the Central Highlands (Y, H', A, K').
LISTED = rf"(?=[A-Z])(?<![\w'-])(?:{_LISTED_ONE}){_END}"
#: Any two to six words with capitals. Only where the text itself says that here stands a person.
ANY = rf"(?=[A-Z])(?<![\w'-])(?:{_LISTED_ONE}|{_WORD}{_REST}{{1,5}}+|[A-Z]{{2,}}{_CAPITALS}{{1,5}}+){_END}"

_PLACES = """
A Luoi, An Giang, Ba Be, Ba Dinh, Ba Ria, Ba Thuoc, Ba Vi, Bac Can, Bac Giang, Bac Kan, Bac Lieu, Bac Ninh, Ben Tre, Binh Dinh, Binh
Duong, Binh Phuoc, Binh Thuan, Buon Ho, Buon Ma Thuot, Ca Mau, Cam Khe, Cam Lo, Cam Pha, Cam Ranh, Cam Xuyen, Can Tho, Cao Bang, Cao
Lanh, Chau Doc, Chau Phu, Chau Thanh, Chi Linh, Cu Chi, Da Lat, Da Nang, Dac Lac, Dak Lak, Dak Nong, Dao Vien, Dien Bien, Dinh Hoa,
Dinh Quan, Dong Anh, Dong Da, Dong Nai, Dong Thap, Duong Kinh, Gia Lai, Ha Dong, Ha Giang, Ha Long, Ha Nam, Ha Noi, Ha Tien, Ha Tinh,
Hai Duong, Hai Phong, Hau Giang, Ho Chi Minh, Ho Guom, Ho Hoan Kiem, Ho Tay, Hoa Binh, Hung Ha, Hung Nguyen, Hung Yen, Khanh Hoa, Kien
Giang, Kim Bang, Kim Boi, Kim Dong, Kim Son, Kon Tum, La Gi, Lai Chau, Lai Vung, Lam Dong, Lam Ha, Lang Chanh, Lang Giang, Lang Son,
Lao Cai, Lien Xo, Long An, Long Xuyen, Luc Nam, Luc Ngan, Luc Yen, Luong Son, Luong Tai, Mai Chau, Mai Son, Mu Cang Chai, Mua Dong,
Mua He, Mua Thu, Mua Xuan, Nam Dinh, Ngan Son, Nghe An, Ninh Binh, Ninh Giang, Ninh Kieu, Ninh Thuan, Phu Ly, Phu Nhuan, Phu Quoc, Phu
Tho, Phu Xuyen, Phu Yen, Quang Binh, Quang Nam, Quang Ngai, Quang Ninh, Quang Tri, Quang Trung, Soc Trang, Son Duong, Son La, Son Tay,
Tan An, Tan Binh, Tan Phu, Tan Yen, Tay Ninh, Thai Binh, Thai Lan, Thai Nguyen, Thanh Hoa, Tien Giang, Tra Vinh, Trung Quoc, Tu Ky, Tu
Liem, Tu Son, Tuyen Quang, Vi Thanh, Vi Xuyen, Viet Nam, Vinh Long, Vinh Phuc, Y Yen, Yen Bai
"""
PLACE = re.compile(rf"{_one_of(_listed(_PLACES))}(?! [A-Z][a-z])", re.IGNORECASE)

# By family name.
_HISTORIC = """
Be: Van Dan; Bui: Thi Xuan, Vien, Xuan Phai; Cao: Ba Quat; Chu: Van An; Cu: Chinh Lan; Dang: Dung, Thai Mai, Thai Than, Thuy Tram, Van
Ngu; Dao: Duy Anh, Duy Tu, Tan; Dinh: Bo Linh, Cong Trang, Tien Hoang; Doan: Thi Diem; Duong: Dinh Nghe, Quang Ham, Thi Cam Van; Ha:
Huy Tap; Ho: Bieu Chanh, Chi Minh, Quy Ly, Tung Mau, Xuan Huong; Hoang: Dao Thuy, Dieu, Hoa Tham, Minh Giam, Quoc Viet, Sa, Van Thai,
Van Thu; Huynh: Tan Phat, Thuc Khang, Van Banh; Kim: Dong; La: Van Cau; Lam: Van Thanh; Le: Dai Hanh, Duan, Duc Tho, Hoan, Hong Phong,
Kha Phieu, Lai, Loi, Quang Dao, Quy Don, Thanh Nghi, Thanh Tong, Trong Tan, Van Duyet, Van Huu, Van Luong, Van Tam; Luong: Dinh Cua,
The Vinh, Van Can, Van Tri; Ly: Chinh Thang, Cong Uan, Nam De, Thai To, Thai Tong, Thanh Tong, Thuong, Thuong Kiet, Tu Trong; Mai: Hac
De, Thuc Loan, Xuan Thuong; Ngo: Gia Tu, Quyen, Si Lien, Tat To, Thi Nham, Van So; Nguyen: Ai Quoc, Bieu, Binh Khiem, Chi Thanh, Co
Thach, Cong Tru, Dinh Chieu, Dinh Thi, Du, Duc Canh, Duy Trinh, Hoang Ton, Hue, Huu Canh, Huu Tho, Khang, Khuyen, Luong Bang, Ngoc
Nai, Phong Sac, Phu Trong, Sinh Sac, Tat Thanh, Thai Binh, Thai Hoc, Thi Chien, Thi Dinh, Thi Minh Khai, Thi Suot, Thien Thuat, Trai,
Tri Phuong, Trung Truc, Truong To, Van Be, Van Cu, Van Linh, Van Troi, Viet Xuan, Xien; Nong: Van Den; Pham: Hong Thai, Hung, Ngoc
Thach, Ngu Lao, Tuan, Van Dong; Phan: Boi Chau, Chau Trinh, Chu Trinh, Dang Luu, Dinh Giot, Dinh Phung, Huy Chu, Thanh Gian, Van Dong,
Van Khoe; Phung: Chi Kien, Hung, Khac Khoan; Quang: Trung; Thai: Phien; To: Hien Thanh, Hieu, Huu, Vinh Dien; Ton: Duc Thang, That
Thuyet, That Tung; Tran: Dai Nghia, Dang Ninh, Hung Dao, Huy Lieu, Nguyen Han, Nhan Tong, Nhat Duat, Phu, Quang Khai, Quoc Toan, Quoc
Tuan, Te Xuong, Thu Do, Van On; Trieu: Da, Quang Phuc, Thi Trinh, Viet Vuong; Truong: Chinh, Cong Dinh, Dinh, Han Sieu; Vo: Chi Cong,
Nguyen Giap, Thi Sau, Thi Thang, Van Dung, Van Kiet, Van Tan; Vu: A Dinh
"""
#: People of history, whose names streets, schools, units and sentences about history bear.
HISTORIC = re.compile("|".join(
    rf"{family.strip()} {_one_of(_listed(names))}(?! [A-Z][a-z])"
    for family, _, names in (part.partition(":") for part in " ".join(_HISTORIC.split()).split(";"))), re.IGNORECASE)

# What follows needs accents: with another one «bản», a village, is a friend.
_THINGS = """
đường, phố, ngõ, ngách, hẻm, trường, trường tiểu học, trường trung học cơ sở, trường trung học phổ thông, trường mầm non, trường đại học,
tiểu học, trung học cơ sở, trung học phổ thông, mầm non, thcs, thpt, phường, xã, huyện, quận, tỉnh, thành phố, thị xã, thị trấn, thôn, xóm,
ấp, bản, làng, buôn, khu, khu phố, tổ, tổ dân phố, giải, giải thưởng, công viên, quảng trường, thư viện, bảo tàng, bệnh viện, nhà máy, cầu,
chi bộ, đảng bộ, đảng ủy, chi đoàn, đội, lớp, khoa, học viện, tượng đài, tượng, cụm, đảo, sông, núi, đèo, tại, ở, quê, quê quán, nơi sinh,
sinh quán, trú quán, phong trào, chiến dịch, nhà hát, rạp, chợ, bến, cảng, tác phẩm, nhà xuất bản, tập đoàn, công ty, hồ, phủ, đền, chùa
"""
_HONOURS = """
anh hùng, anh hùng lao động, anh hùng liệt sĩ, đại tướng, thượng tướng, nhà thơ, nhà văn, nhà báo, nhà cách mạng, nhà yêu nước, nhà bác học,
nhà sử học, nhạc sĩ, họa sĩ, danh nhân, danh tướng, vua, hoàng đế, chủ tịch nước, chủ tịch quốc hội, tổng bí thư, thủ tướng, lãnh tụ,
chí sĩ, phi công, nữ tướng
"""
#: What stands before a name that is not a person's here: a street, a school, a village, a place of birth.
THING_BEFORE = re.compile(rf"(?<!\w){_one_of(_listed(_THINGS))}[ :]+(?:số \d+ |\d+ )?$", re.IGNORECASE)
#: What is said before people of history and of public life only; «con liệt sĩ» speaks of the child.
HONOURED_BEFORE = re.compile(rf"(?<!\w)(?:{_one_of(_listed(_HONOURS))}|(?<!con )(?<!vợ )(?<!mẹ )(?<!cha )liệt s[ĩỹ]) $", re.IGNORECASE)
#: Who signed on a day was not born on it.
SIGNED_BEFORE = re.compile(
    r"(?<!\w)(?:ký|phê duyệt|ban hành|công bố|trao tặng|khánh thành|thành lập|khởi công)(?!\w)[^\n]{0,25}$", re.IGNORECASE)
#: Words after a date that tell of the past: a death, a founding, an anniversary.
GONE_AFTER = re.compile(
    r"(?<!\w)(?:hy sinh|hi sinh|mất(?: ngày| năm)|tạ thế|từ trần|qua đời|thành lập|khánh thành|khởi công|ngày truyền thống)(?!\w)",
    re.IGNORECASE)
_FIRST_WORDS = """
Đảng, Chi, Ban, Hội, Trường, Ngày, Tháng, Năm, Thôn, Xã, Phường, Tỉnh, Huyện, Khóa, Lớp, Phòng, Nơi, Quê, Dân, Giới, Họ, Danh sách, Các,
Những, Nhà, Đồng, Đại hội, Thanh, Số, Sổ, Mẫu, Cơ, Cán, Quần, Công, Bí, Ủy, Việt, Người, Tên, Thẻ, Kỳ, Quý, Trung ương, Bộ, Sở, Độ, Tuổi,
Cộng, Chủ, Đường, Phố, Cầu, Chợ, Lễ, Quận, Khu, Viên, Thư, Đoàn viên, Làng, Bản, Ấp, Xóm
"""
#: First words of what is written with capitals and is no person.
NO_PERSON = re.compile(rf"{_one_of(_listed(_FIRST_WORDS))}(?!\w)", re.IGNORECASE)
